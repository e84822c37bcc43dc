using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Reads anew what referred to objects that are gone, of this schema or another: the references vanish with them, and Assets
/// does not say that the objects which held them were changed (contract §5.5). They are found in the earlier snapshot,
/// without a call.
/// </summary>
internal sealed class Referrers(CaptureScope scope, CaptureBase earlier, ObjectSearch search)
{
    private const int KeysPerQuery = 100;

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var gone = await GoneAsync(cancellationToken);
        await AddForeignAsync(gone, cancellationToken);
        if (gone.Count == 0)
            return;
        await scope.Run.ReportAsync(
            "Reading what referred to deleted objects",
            0,
            null,
            cancellationToken
        );
        var keys = new List<string>(KeysPerQuery);
        await foreach (var (entry, content) in earlier.ReadObjectsAsync(cancellationToken))
        {
            if (!gone.Contains(entry.Id) && RefersTo(gone, content))
                keys.Add(entry.Key);
            if (keys.Count == KeysPerQuery)
                await ReadAsync(keys, cancellationToken);
        }
        await ReadAsync(keys, cancellationToken);
    }

    /// <summary>Ids of objects that the earlier snapshot has and this one has not, in whatever type.</summary>
    private async Task<HashSet<string>> GoneAsync(CancellationToken cancellationToken)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in StagedAsync(cancellationToken))
            if (entry.IsRemoved)
                gone.Add(entry.Id);
        if (gone.Count > 0)
            await foreach (var entry in StagedAsync(cancellationToken))
                if (!entry.IsRemoved)
                    gone.Remove(entry.Id);
        return gone;
    }

    /// <summary>Objects of other schemas, which this capture does not read.</summary>
    private async Task AddForeignAsync(HashSet<string> gone, CancellationToken cancellationToken)
    {
        var batches = earlier
            .ListAsync(SnapshotTrees.ForeignLabels, null, cancellationToken)
            .Where(entry => entry.Key.Length > 0)
            .Chunk(ObjectSearch.PageSize);
        await foreach (var batch in batches)
        {
            var alive = await search.AliveAsync(
                batch.Select(entry => entry.Key),
                cancellationToken
            );
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

    private static bool RefersTo(IReadOnlySet<string> gone, ReadOnlyMemory<byte> content) =>
        RecordJson
            .Read<ObjectRecord>(content)
            .Attributes.SelectMany(attribute => attribute.ObjectAttributeValues)
            .Any(value => value.ReferencedObject is { } id && gone.Contains(id));

    /// <summary>What does not come is gone too, and no longer among the objects.</summary>
    private async Task ReadAsync(List<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return;
        var page = await search.PageAsync(ObjectSearch.QueryOf(keys), 0, cancellationToken);
        await scope.StageObjectsAsync(page.ForeignLabels, page.Objects, cancellationToken);
        keys.Clear();
    }
}
