using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Objects that the earlier snapshot has and that were not found where they were. Those that were moved to another type are
/// read there. What referred to the others, of this schema or another, is read anew: references vanish with their object, and Assets
/// does not say that the objects which held them were changed (contract §5.5). They are found in the earlier snapshot,
/// without a call. So is what referred to objects that the earlier snapshot has not either: they were deleted while it was read.
/// </summary>
/// <param name="definitions">What is in a type that is not among them is not of this schema any more.</param>
internal sealed class GoneObjects(
    CaptureScope scope,
    CaptureBase earlier,
    ObjectSearch search,
    CapturedDefinitions definitions
)
{
    private const int MostInAddress = 100;
    private readonly HashSet<string> types = [.. definitions.Types.Select(type => type.Id)];

    // A schema with another key is read whole, and nothing is found by the keys that its objects had.
    private bool HasLooseReferences =>
        earlier.Basis.HasLooseReferences != false
        && earlier.Facts.SchemaKey == definitions.SchemaKey;

    // A Data Center takes a search in the address, which servers read up to 8 KB of.
    private int MostKeys =>
        scope.Site.Kind == SiteKind.DataCenter ? MostInAddress : ObjectSearch.PageSize;

    /// <returns>How many objects could not be read.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellationToken)
    {
        var keys = await MissingAsync(cancellationToken);
        var unread = 0;
        foreach (var batch in keys.Chunk(MostKeys))
        {
            var (alive, unfilled) = await ReadAsync(
                [.. batch.Select(pair => pair.Value)],
                cancellationToken
            );
            unread += unfilled;
            foreach (var id in alive)
                keys.Remove(id);
        }
        var gone = keys.Keys.ToHashSet(StringComparer.Ordinal);
        await AddForeignAsync(gone, cancellationToken);
        var known = HasLooseReferences
            ? await KnownObjects.ReadAsync(
                tree => earlier.ListAsync(tree, null, cancellationToken),
                cancellationToken
            )
            : null;
        return gone.Count == 0 && known is null
            ? unread
            : unread + await ReadReferrersAsync(gone, known, cancellationToken);
    }

    /// <param name="gone">What they refer to.</param>
    /// <param name="known">Where not null, what else they refer to if it is not among these.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    private async Task<int> ReadReferrersAsync(
        IReadOnlySet<string> gone,
        KnownObjects? known,
        CancellationToken cancellationToken
    )
    {
        await scope.Run.ReportAsync(
            "Reading what referred to deleted objects",
            0,
            null,
            cancellationToken
        );
        var (keys, unread) = (new List<string>(MostKeys), 0);
        await foreach (var (entry, content) in earlier.ReadObjectsAsync(cancellationToken))
        {
            if (
                !gone.Contains(entry.Id)
                && KnownObjects
                    .ReferencesIn(content)
                    .Any(id => gone.Contains(id) || known?.Has(id) == false)
            )
                keys.Add(entry.Key);
            if (keys.Count < MostKeys)
                continue;
            unread += await RereadAsync(keys, cancellationToken);
            keys.Clear();
        }
        return unread + await RereadAsync(keys, cancellationToken);
    }

    /// <summary>How many did not come, or without attributes: they are as they were, which may be wrong by now.</summary>
    private async Task<int> RereadAsync(List<string> keys, CancellationToken cancellationToken)
    {
        var (alive, unfilled) = await ReadAsync(keys, cancellationToken);
        return keys.Count - alive.Distinct(StringComparer.Ordinal).Count() + unfilled;
    }

    /// <summary>Ids and keys of objects that the earlier snapshot has and this one has not, in whatever type.</summary>
    private async Task<Dictionary<string, string>> MissingAsync(CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var entry in StagedAsync(cancellationToken))
            if (
                entry.IsRemoved
                && await earlier.FindAsync(
                    SnapshotTrees.Objects,
                    entry.Group,
                    entry.Id,
                    cancellationToken
                )
                    is { } before
            )
                keys[entry.Id] = before.Key;
        if (keys.Count > 0)
            await foreach (var entry in StagedAsync(cancellationToken))
                if (!entry.IsRemoved)
                    keys.Remove(entry.Id);
        return keys;
    }

    /// <summary>Objects of other schemas, which this capture does not read.</summary>
    private async Task AddForeignAsync(HashSet<string> gone, CancellationToken cancellationToken)
    {
        var batches = earlier
            .ListAsync(SnapshotTrees.ForeignLabels, null, cancellationToken)
            .Where(entry => entry.Key.Length > 0)
            .Chunk(MostKeys);
        await foreach (var batch in batches)
        {
            var pages = await search.ByKeysAsync(
                [.. batch.Select(entry => entry.Key)],
                cancellationToken
            );
            var alive = pages.SelectMany(page => page.Objects).Select(item => item.Id).ToHashSet();
            var missing = batch.Where(entry => !alive.Contains(entry.Id)).ToList();
            gone.UnionWith(missing.Select(entry => entry.Id));
            await scope.Writer.StageAsync(
                SnapshotTrees.ForeignLabels,
                [.. missing.Select(entry => TreeEntry.Removed(entry.Group, entry.Id))],
                cancellationToken
            );
        }
    }

    private IAsyncEnumerable<TreeEntry> StagedAsync(CancellationToken cancellationToken) =>
        scope.Writer.ListStagedAsync(SnapshotTrees.Objects, null, cancellationToken);

    /// <summary>Stages objects by their keys: which are there, and how many came without attributes.</summary>
    private async Task<(IReadOnlyList<string> Alive, int Unfilled)> ReadAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        if (keys.Count == 0)
            return ([], 0);
        var (alive, unfilled) = (new List<string>(), 0);
        foreach (var page in await search.ByKeysAsync(keys, cancellationToken))
        {
            var own = page.Objects.Where(item => types.Contains(item.Group)).ToList();
            alive.AddRange(own.Select(item => item.Id));
            unfilled += own.Count(item => item.IsUnfilled);
            await scope.StageObjectsAsync(
                page.ForeignLabels,
                [.. own.Where(item => !item.IsUnfilled)],
                cancellationToken
            );
        }
        return (alive, unfilled);
    }
}
