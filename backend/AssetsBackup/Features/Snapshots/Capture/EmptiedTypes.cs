using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Object types that lost most of what the last whole backup has of them. A lost role or a search that lags behind looks like
/// a deletion: lists, counts and searches agree that there is nothing. The objects themselves are asked: one that still
/// answers was not deleted.
/// </summary>
/// <param name="before">The last backup in which no object was missing.</param>
internal sealed class EmptiedTypes(CaptureScope scope, CaptureBase before)
{
    private const int AskedOfType = 3;

    // Half of the type is lost, so some of these are; memory does not grow with the type.
    private const int Candidates = 64;

    /// <summary>Call it when what is staged is durable.</summary>
    /// <returns>Those of which an object is still there.</returns>
    public async Task<IReadOnlyList<EmptiedType>> FindAsync(
        CaptureCheckpoint checkpoint,
        Census census,
        CancellationToken cancellationToken
    )
    {
        // Of these it is told already that something is missing.
        var told = checkpoint
            .Partitions.Where(partition => partition.Missing > 0)
            .Select(partition => partition.TypeId)
            .ToHashSet();
        var lost = before
            .Basis.ObjectsByType.Where(type =>
                !told.Contains(type.Key)
                && census.ObjectsByType.GetValueOrDefault(type.Key) <= type.Value / 2
            )
            .ToDictionary(type => type.Key, _ => new List<string>(), StringComparer.Ordinal);
        if (lost.Count == 0)
            return [];
        await CollectAsync(lost, cancellationToken);
        var known = before
            .Basis.ObjectsByType.Keys.Concat(checkpoint.Definitions.Types.Select(type => type.Id))
            .ToHashSet(StringComparer.Ordinal);
        var emptied = new List<EmptiedType>();
        foreach (var (type, ids) in lost.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var sample = Sample(ids);
            var answers = await Task.WhenAll(
                sample.Select(id => IsThereAsync(id, known, cancellationToken))
            );
            if (answers.Any(isThere => isThere))
                emptied.Add(
                    new EmptiedType(
                        await NameAsync(type, cancellationToken),
                        before.Basis.ObjectsByType[type],
                        census.ObjectsByType.GetValueOrDefault(type),
                        sample.Count,
                        answers.Count(isThere => isThere)
                    )
                );
        }
        return emptied;
    }

    /// <summary>Some of what the earlier backup has of these types and this one has in no type.</summary>
    private async Task CollectAsync(
        Dictionary<string, List<string>> lost,
        CancellationToken cancellationToken
    )
    {
        var typeOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in lost.Keys)
        {
            var (every, number) = (Math.Max(1, before.Basis.ObjectsByType[type] / Candidates), 0L);
            await foreach (
                var entry in before.ListAsync(SnapshotTrees.Objects, type, cancellationToken)
            )
                if (number++ % every == 0)
                    typeOf[entry.Id] = type;
        }
        var staged = scope.Writer.ListStagedAsync(SnapshotTrees.Objects, null, cancellationToken);
        var removed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in staged)
            if (!entry.IsRemoved)
                typeOf.Remove(entry.Id);
            else if (typeOf.ContainsKey(entry.Id))
                removed.Add(entry.Id);
        foreach (var (id, type) in typeOf)
            // What an incremental capture did not touch it has.
            if (scope.Base is null || removed.Contains(id))
                lost[type].Add(id);
    }

    private static IReadOnlyList<string> Sample(IReadOnlyList<string> ids) =>
        ids.Count <= AskedOfType ? ids : [ids[0], ids[ids.Count / 2], ids[^1]];

    private async Task<bool> IsThereAsync(
        string id,
        HashSet<string> known,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = await scope.Assets.GetObjectAsync(
                id,
                includeAttributes: false,
                cancellationToken
            );
            // In another schema it is not missing here; in a type that is new, as in one that nobody lists, the next capture
            // reads it; and what a Data Center has archived is out of sight on purpose.
            return found.Text("id"u8) == id
                && !found.Flag("archived"u8)
                && found.Member("objectType"u8)?.Text("id"u8) is { } type
                && known.Contains(type);
        }
        catch (AtlassianException exception) when (exception.IsHiddenThing)
        {
            // What is deleted is not found; what is denied is there.
            return exception is AccessDeniedException;
        }
    }

    private async Task<string> NameAsync(string type, CancellationToken cancellationToken)
    {
        await foreach (
            var entry in before.ListAsync(SnapshotTrees.ObjectTypes, null, cancellationToken)
        )
            if (entry.Id == type)
                return entry.Label;
        return type;
    }
}

/// <summary>An object type that shows less than it has.</summary>
/// <param name="Before">Objects in the last backup that had them all.</param>
/// <param name="Now">Objects that could be read.</param>
/// <param name="Asked">How many of the others were asked for one by one.</param>
/// <param name="There">How many of those are there.</param>
internal sealed record EmptiedType(string Name, long Before, long Now, int Asked, int There)
{
    public string Reason =>
        $"{Name}: the last whole backup has {Words.Count(Before, "object")}, and now Assets shows {(Now == 0 ? "none" : Words.Count(Now, "object"))}; but of {Words.Count(Asked, "object")} that it does not show {There} {(There == 1 ? "is" : "are")} still there.";
}
