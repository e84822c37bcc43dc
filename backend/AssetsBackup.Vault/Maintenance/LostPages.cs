namespace AssetsBackup.Vault;

/// <summary>
/// Finds the roots of which a page or a chunk list is lost, so that nobody knows what they need. A pack that no index names counts
/// as sound: repair indexes it. Content that no pack has is no matter of this: the rest of such a root can be restored.
/// </summary>
internal sealed class LostPages
{
    private readonly SealedBlobs blobs;
    private readonly VaultIndex index = new();
    private readonly List<PackManifest> packs = [];
    private readonly RecordReader records;
    private readonly HashSet<RecordId> sound = [];
    private Dictionary<string, long> stored = [];

    private LostPages(SealedBlobs blobs)
    {
        this.blobs = blobs;
        records = new RecordReader(
            index,
            new PackCache(blobs, index),
            blobs.Keys,
            // Another pack may have what a lost one had.
            (_, _) =>
            {
                index.Add(packs, stored);
                return Task.CompletedTask;
            }
        );
    }

    /// <returns>
    /// Those of the root records, which are revisions, of which something is lost; and the packs that no index names and that cannot
    /// be read: nobody knows what they had.
    /// </returns>
    /// <exception cref="VaultDamagedException">An index cannot be read: repair first, then it is known what is lost.</exception>
    internal static async Task<(
        IReadOnlyList<RootRecord> Roots,
        IReadOnlyList<string> Packs
    )> FindAsync(
        SealedBlobs blobs,
        IEnumerable<RootRecord> roots,
        CancellationToken cancellationToken
    )
    {
        var look = new LostPages(blobs);
        var unreadable = await look.ReadIndexesAsync(cancellationToken);
        var found = new List<RootRecord>();
        foreach (var root in roots)
        {
            if (!await look.IsWholeAsync(root, cancellationToken))
                found.Add(root);
        }
        return (found, unreadable);
    }

    /// <returns>The packs that no index names and that cannot be read.</returns>
    private async Task<IReadOnlyList<string>> ReadIndexesAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, _) in await IndexBlobs.ListAsync(blobs.Store, cancellationToken))
        {
            packs.AddRange(
                await blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, cancellationToken)
            );
        }
        stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        var unindexed = new UnindexedPacks(blobs);
        packs.AddRange(
            await unindexed.FindAsync(packs.Select(pack => pack.Id), stored, cancellationToken)
        );
        index.Add(packs, stored);
        return unindexed.Damaged;
    }

    private async Task<bool> IsWholeAsync(RootRecord root, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tree in root.Trees.Values)
                await WalkAsync(tree.Root, cancellationToken);
            return true;
        }
        catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
        {
            return false;
        }
    }

    private async Task WalkAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (sound.Contains(id))
            return;
        var page = await records.ReadPageAsync(id, cancellationToken);
        foreach (var item in page.Items)
            await WalkAsync(item.Page, cancellationToken);
        foreach (var entry in page.Entries)
            await CheckAsync(entry.Record, cancellationToken);
        sound.Add(id);
    }

    private async ValueTask CheckAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (index.TryFind(id, out _, out var isChunkList) && isChunkList)
            await records.ReadChunkListAsync(id, cancellationToken);
    }
}
