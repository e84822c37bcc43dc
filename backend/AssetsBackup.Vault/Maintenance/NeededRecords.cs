namespace AssetsBackup.Vault;

/// <summary>
/// Marks in an index every record that a root or an unfinished root needs. Whatever cannot be read ends the marking: what
/// is unknown is never taken for not needed.
/// </summary>
internal sealed class NeededRecords(SealedBlobs blobs, VaultIndex index)
{
    private readonly RecordReader records = new(index, new PackCache(blobs, index), blobs.Keys);
    private readonly HashSet<RecordId> trees = [];
    private readonly HashSet<RecordId> staged = [];
    private readonly HashSet<RecordId> underWay = [];

    /// <summary>
    /// Whether an index names each pack of the store. What content is in none then, nothing has: it is lost. Otherwise a pack that no
    /// index names may have it.
    /// </summary>
    internal bool AllPacksAreIndexed { get; set; }

    /// <summary>Whether content is needed that is lost. It may have been a list of chunks: then nobody knows which are needed.</summary>
    internal bool HasLostContent { get; private set; }

    internal async Task ReadProgressAsync(CancellationToken cancellationToken)
    {
        var unfinished = await new UnfinishedRoots(blobs).ListAsync(cancellationToken);
        foreach (var parts in unfinished.Values)
            await ReadPartsAsync(parts, cancellationToken);
    }

    /// <summary>
    /// What was staged up to the last whole checkpoint is stored. A part behind it may be on its way before its records are.
    /// </summary>
    private async Task ReadPartsAsync(
        IEnumerable<string> parts,
        CancellationToken cancellationToken
    )
    {
        var open = new List<RecordId>();
        foreach (var name in parts.Order(StringComparer.Ordinal))
        {
            var part = await SealedBlobs.UnlessGoneAsync(() =>
                blobs.GetAsync(name, BlobKind.Progress, ProgressPart.Decode, cancellationToken)
            );
            open.AddRange(part is null ? [] : StagedRecords(part));
            if (part is { IsLast: true })
            {
                staged.UnionWith(open);
                open.Clear();
            }
        }
        underWay.UnionWith(open);
    }

    /// <summary>
    /// Call it after <see cref="ReadProgressAsync"/>: a root that is committed meanwhile is then found as the one or the other.
    /// </summary>
    internal async Task ReadRootsAsync(CancellationToken cancellationToken)
    {
        var roots = new RootRecords(blobs);
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            var revisions = await roots
                .RevisionsAsync(kind, id: null, cancellationToken)
                .ToListAsync(cancellationToken);
            foreach (var (id, revision) in revisions)
            {
                var root = await SealedBlobs.UnlessGoneAsync(() =>
                    roots.GetAsync(kind, id, revision, cancellationToken)
                );
                trees.UnionWith((root?.Trees.Values ?? []).Select(tree => tree.Root));
            }
        }
    }

    /// <summary>Call it when the index has what all indexes say that were listed after the roots were.</summary>
    internal async Task MarkAsync(CancellationToken cancellationToken)
    {
        foreach (var tree in trees)
            await MarkPageAsync(tree, cancellationToken);
        foreach (var record in staged)
            await MarkContentAsync(record, cancellationToken);
        foreach (var record in underWay.Where(record => index.TryFind(record, out _, out _)))
            await MarkContentAsync(record, cancellationToken);
    }

    private static List<RecordId> StagedRecords(ProgressPart part)
    {
        var found = new List<RecordId>();
        foreach (var section in part.Sections)
        {
            var cursor = new EntryCursor(section);
            while (cursor.TryNext(out var entry))
            {
                if (!entry.IsRemoved)
                    found.Add(entry.Record);
            }
        }
        return found;
    }

    private async Task MarkPageAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (!index.Mark(id))
            return;
        var page = await records.ReadPageAsync(id, cancellationToken);
        foreach (var item in page.Items)
            await MarkPageAsync(item.Page, cancellationToken);
        foreach (var entry in page.Entries)
            await MarkContentAsync(entry.Record, cancellationToken);
    }

    private async ValueTask MarkContentAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (Mark(id) && index.TryFind(id, out _, out var isChunkList) && isChunkList)
        {
            foreach (var chunk in await records.ReadChunkListAsync(id, cancellationToken))
                Mark(chunk);
        }
    }

    private bool Mark(RecordId content)
    {
        try
        {
            return index.Mark(content);
        }
        catch (RecordNotFoundException) when (AllPacksAreIndexed)
        {
            HasLostContent = true;
            return false;
        }
    }
}
