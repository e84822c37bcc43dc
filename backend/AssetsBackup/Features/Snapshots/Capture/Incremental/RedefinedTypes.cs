using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Types whose own or inherited attributes are not what they were: their objects have other values now, and Assets does not
/// say that it changed them. Only what is durable is seen.
/// </summary>
/// <param name="before">Finds what was there before.</param>
internal sealed class RedefinedTypes(CaptureScope scope, FindEntry before)
{
    /// <summary>Where types are defined.</summary>
    public static IReadOnlyList<string> Trees { get; } =
    [SnapshotTrees.Attributes, SnapshotTrees.ObjectTypes];

    public async Task<IReadOnlySet<string>> FindAsync(CancellationToken cancellationToken)
    {
        var redefined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in Trees)
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
        await before(tree, entry.Group, entry.Id, cancellationToken) is not { } known
        || known.Record != entry.Record;

    private async Task AddChildrenAsync(
        HashSet<string> redefined,
        CancellationToken cancellationToken
    )
    {
        var types = await StagedAsync(SnapshotTrees.ObjectTypes, cancellationToken)
            .ToListAsync(cancellationToken);
        var count = -1;
        while (count != redefined.Count)
        {
            count = redefined.Count;
            redefined.UnionWith(
                types.Where(type => redefined.Contains(type.Group)).Select(type => type.Id)
            );
        }
    }
}

/// <summary>Finds an entry of a tree; null where there is none.</summary>
internal delegate ValueTask<TreeEntry?> FindEntry(
    string tree,
    string group,
    string id,
    CancellationToken cancellationToken
);
