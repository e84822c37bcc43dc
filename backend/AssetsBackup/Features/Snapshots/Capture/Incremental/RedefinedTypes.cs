using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Types whose own or inherited attributes are not what they were: their objects have other values now, and Assets does not
/// say that it changed them. Only what is durable is seen.
/// </summary>
internal sealed class RedefinedTypes(CaptureScope scope, CaptureBase earlier)
{
    public async Task<IReadOnlySet<string>> FindAsync(CancellationToken cancellationToken)
    {
        var redefined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in new[] { SnapshotTrees.Attributes, SnapshotTrees.ObjectTypes })
        await foreach (var entry in StagedAsync(tree, cancellationToken))
            if (await IsOtherAsync(tree, entry, cancellationToken))
                redefined.Add(entry.Id);
        await AddChildrenAsync(redefined, cancellationToken);
        return redefined;
    }

    private IAsyncEnumerable<TreeEntry> StagedAsync(
        string tree,
        CancellationToken cancellationToken
    ) => scope.Writer.ListStagedAsync(tree, null, cancellationToken);

    // The group of a type is its parent: one that moved is not found where it was.
    private async Task<bool> IsOtherAsync(
        string tree,
        TreeEntry entry,
        CancellationToken cancellationToken
    ) =>
        await earlier.FindAsync(tree, entry.Group, entry.Id, cancellationToken) is not { } before
        || before.Record != entry.Record;

    private async Task AddChildrenAsync(
        HashSet<string> redefined,
        CancellationToken cancellationToken
    )
    {
        var types = await StagedAsync(SnapshotTrees.ObjectTypes, cancellationToken)
            .ToListAsync(cancellationToken);
        var before = -1;
        while (before != redefined.Count)
        {
            before = redefined.Count;
            redefined.UnionWith(
                types.Where(type => redefined.Contains(type.Group)).Select(type => type.Id)
            );
        }
    }
}
