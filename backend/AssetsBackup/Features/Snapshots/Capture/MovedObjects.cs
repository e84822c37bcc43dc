using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// An object that was moved to another type while it was read, or since the snapshot that this one builds on, may stand in
/// both types. Assets is asked which one it is in; it stands in that one alone.
/// </summary>
internal sealed class MovedObjects(CaptureScope scope)
{
    /// <summary>Call it when what is staged is durable.</summary>
    /// <returns>Those that still moved: each stands in one of its types, whichever; and how many stand in none any more.</returns>
    public async Task<(StillMoving Unsettled, int Gone)> SettleAsync(
        CancellationToken cancellationToken
    )
    {
        var unsettled = new List<string>();
        var gone = 0;
        foreach (var (id, standsIn) in await DoublesAsync(cancellationToken))
        {
            var (type, key, isGone) = await TypeOfAsync(id, cancellationToken);
            if (isGone)
                gone++;
            else if (type is null || !standsIn.Contains(type))
            {
                unsettled.Add(key ?? id);
                type = standsIn.Last();
            }
            await scope.Writer.StageAsync(
                SnapshotTrees.Objects,
                [
                    .. standsIn
                        .Where(group => group != type)
                        .Select(group => TreeEntry.Removed(group, id)),
                ],
                cancellationToken
            );
        }
        return (
            new StillMoving(unsettled.Count, [.. unsettled.Take(StillMoving.KeysAtMost)]),
            gone
        );
    }

    /// <summary>By object, the types that it stands in: those with more than one.</summary>
    private async Task<IEnumerable<KeyValuePair<string, HashSet<string>>>> DoublesAsync(
        CancellationToken cancellationToken
    )
    {
        var suspects = await SuspectsAsync(cancellationToken);
        if (suspects.Count == 0)
            return [];
        var groups = suspects.ToDictionary(
            id => id,
            _ => new HashSet<string>(StringComparer.Ordinal)
        );
        if (scope.Base is { } earlier)
            await foreach (
                var entry in earlier.ListAsync(SnapshotTrees.Objects, null, cancellationToken)
            )
                if (groups.TryGetValue(entry.Id, out var standsIn))
                    standsIn.Add(entry.Group);
        await foreach (var entry in StagedAsync(cancellationToken))
            if (groups.TryGetValue(entry.Id, out var standsIn))
                _ = entry.IsRemoved ? standsIn.Remove(entry.Group) : standsIn.Add(entry.Group);
        return groups.Where(pair => pair.Value.Count > 1);
    }

    /// <summary>Objects that were read in two types, and those that the earlier snapshot does not have where they are now.</summary>
    private async Task<IReadOnlySet<string>> SuspectsAsync(CancellationToken cancellationToken)
    {
        var (seen, suspects) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal));
        var texts = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in StagedAsync(cancellationToken))
        {
            if (entry.IsRemoved)
                continue;
            // A number takes less memory than its text.
            var isSeen = KeysetProbe.TryParse(entry.Id, out var number)
                ? !seen.Add(number)
                : !texts.Add(entry.Id);
            if (
                isSeen
                || (
                    scope.Base is { } earlier
                    && await earlier.FindAsync(
                        SnapshotTrees.Objects,
                        entry.Group,
                        entry.Id,
                        cancellationToken
                    )
                        is null
                )
            )
                suspects.Add(entry.Id);
        }
        return suspects;
    }

    private IAsyncEnumerable<TreeEntry> StagedAsync(CancellationToken cancellationToken) =>
        scope.Writer.ListStagedAsync(SnapshotTrees.Objects, null, cancellationToken);

    /// <summary>Null where Assets does not say.</summary>
    private async Task<(string? Type, string? Key, bool IsGone)> TypeOfAsync(
        string id,
        CancellationToken cancellationToken
    )
    {
        try
        {
            JsonElement found = await scope.Assets.GetObjectAsync(
                id,
                includeAttributes: false,
                cancellationToken
            );
            return (found.Member("objectType"u8)?.Text("id"u8), found.Text("objectKey"u8), false);
        }
        catch (AtlassianException exception) when (exception.IsHiddenThing)
        {
            return (null, null, exception is AtlassianNotFoundException);
        }
    }
}
