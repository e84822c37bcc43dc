namespace AssetsBackup.Vault;

/// <summary>
/// Marks in an index every record that a root or an unfinished root needs. Whatever cannot be read ends the marking: what
/// is unknown is never taken for not needed.
/// </summary>
/// <param name="blobs">The store.</param>
/// <param name="index">Where records are.</param>
/// <param name="lookAgain">Takes up once more what all indexes say: where a pack is lost, others may have what it had.</param>
internal sealed class NeededRecords(
    SealedBlobs blobs,
    VaultIndex index,
    Func<CancellationToken, Task> lookAgain
)
{
    private readonly RecordReader records = new(
        index,
        new PackCache(blobs, index),
        blobs.Keys,
        (_, cancellationToken) => lookAgain(cancellationToken)
    );
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly HashSet<RecordId> trees = [];
    private readonly Dictionary<UnfinishedRoot, SortedDictionary<string, StagedRecords>> progress =
    [];

    /// <summary>
    /// Whether an index names each pack of the store. What content is in none then, nothing has: it is lost. Otherwise a pack that no
    /// index names may have it.
    /// </summary>
    internal bool AllPacksAreIndexed { get; set; }

    /// <summary>Whether content is needed that is lost. It may have been a list of chunks: then nobody knows which are needed.</summary>
    internal bool HasLostContent { get; private set; }

    /// <summary>
    /// Looked for twice: a store that is away for a moment looks like one that needs nothing. Progress before roots, each time: a
    /// root that is committed meanwhile is then found as the one or the other.
    /// </summary>
    internal async Task ReadAsync(CancellationToken cancellationToken)
    {
        for (var look = 1; look <= 2; look++)
        {
            await ReadProgressAsync(cancellationToken);
            await ReadRootsAsync(cancellationToken);
            // It is there between the two looks, and after them.
            await VaultHeader.OpenAsync(blobs, cancellationToken);
        }
    }

    private async Task ReadProgressAsync(CancellationToken cancellationToken)
    {
        var unfinished = await new UnfinishedRoots(blobs).ListAsync(cancellationToken);
        foreach (var (root, names) in unfinished)
        {
            if (!progress.TryGetValue(root, out var parts))
                progress.Add(root, parts = new(StringComparer.Ordinal));
            foreach (var name in names.Where(name => !parts.ContainsKey(name)))
            {
                var part = await SealedBlobs.UnlessGoneAsync(() =>
                    blobs.GetAsync(name, BlobKind.Progress, StagedRecords.Decode, cancellationToken)
                );
                if (part is not null)
                    parts.Add(name, part);
            }
        }
    }

    private async Task ReadRootsAsync(CancellationToken cancellationToken)
    {
        var roots = new RootRecords(blobs);
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            var revisions = await roots
                .RevisionsAsync(kind, id: null, cancellationToken)
                .ToListAsync(cancellationToken);
            foreach (var (id, revision) in revisions)
            {
                var name = BlobNames.Root(kind, id, revision);
                if (read.Contains(name))
                    continue;
                var root = await SealedBlobs.UnlessGoneAsync(() =>
                    roots.GetAsync(kind, id, revision, cancellationToken)
                );
                if (root is null)
                    continue;
                trees.UnionWith(root.Trees.Values.Select(tree => tree.Root));
                read.Add(name);
            }
        }
    }

    /// <summary>Call it when the index has what all indexes say that were listed after the roots were.</summary>
    internal async Task MarkAsync(CancellationToken cancellationToken)
    {
        foreach (var tree in trees)
            await MarkPageAsync(tree, cancellationToken);
        foreach (var parts in progress.Values)
            await MarkAsync(parts.Values, cancellationToken);
    }

    /// <summary>
    /// What was staged up to the last whole checkpoint is stored. A part behind it may be on its way before its records are.
    /// </summary>
    private async Task MarkAsync(
        IEnumerable<StagedRecords> parts,
        CancellationToken cancellationToken
    )
    {
        var open = new List<RecordId>();
        foreach (var part in parts)
        {
            open.AddRange(part.Records);
            if (!part.IsLast)
                continue;
            foreach (var record in open)
                await MarkContentAsync(record, cancellationToken);
            open.Clear();
        }
        foreach (var record in open.Where(record => index.TryFind(record, out _, out _)))
            await MarkContentAsync(record, cancellationToken);
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

    /// <summary>The records that a progress part names, and whether it completes its checkpoint.</summary>
    private sealed record StagedRecords(IReadOnlyList<RecordId> Records, bool IsLast)
    {
        /// <exception cref="MalformedException">The bytes are not a progress part.</exception>
        internal static StagedRecords Decode(byte[] content)
        {
            var part = ProgressPart.Decode(content);
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
            return new StagedRecords(found, part.IsLast);
        }
    }
}
