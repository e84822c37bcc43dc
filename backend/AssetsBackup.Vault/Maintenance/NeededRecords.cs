namespace AssetsBackup.Vault;

/// <summary>
/// Marks in an index every record that a root or an unfinished root needs. Whatever cannot be read ends the marking: what
/// is unknown is never taken for not needed.
/// </summary>
internal sealed class NeededRecords(SealedBlobs blobs, VaultIndex index)
{
    private readonly RecordReader records = new(index, new PackCache(blobs), blobs.Keys);
    private readonly HashSet<RecordId> trees = [];
    private readonly HashSet<RecordId> staged = [];

    internal async Task ReadProgressAsync(CancellationToken cancellationToken)
    {
        var unfinished = await new UnfinishedRoots(blobs).ListAsync(cancellationToken);
        foreach (var name in unfinished.Values.SelectMany(parts => parts))
        {
            var part = await UnlessGoneAsync(() =>
                blobs.GetAsync(name, BlobKind.Progress, StagedRecords, cancellationToken)
            );
            staged.UnionWith(part ?? []);
        }
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
                var root = await UnlessGoneAsync(() =>
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
        {
            // A part may be on its way before its records are; a resumed writer drops it then.
            if (index.TryFind(record, out _, out _))
                await MarkContentAsync(record, cancellationToken);
        }
    }

    /// <summary>Null for a blob that was deleted since it was listed.</summary>
    private static async Task<T?> UnlessGoneAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (VaultDamagedException e) when (e.InnerException is BlobNotFoundException)
        {
            return null;
        }
    }

    private static List<RecordId> StagedRecords(byte[] content)
    {
        var found = new List<RecordId>();
        foreach (var section in ProgressPart.Decode(content).Sections)
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
        if (index.Mark(id) && index.TryFind(id, out _, out var isChunkList) && isChunkList)
        {
            foreach (var chunk in await records.ReadChunkListAsync(id, cancellationToken))
                index.Mark(chunk);
        }
    }
}
