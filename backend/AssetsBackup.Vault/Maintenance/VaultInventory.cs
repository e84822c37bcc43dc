namespace AssetsBackup.Vault;

/// <summary>A pack of the store, and how much of it is needed.</summary>
/// <param name="Id">The pack.</param>
/// <param name="StoredBytes">Its length in the store.</param>
internal sealed record PackUse(BlobId Id, long StoredBytes)
{
    /// <summary>Whether an index names it.</summary>
    internal bool IsIndexed { get; set; }

    internal bool IsCondemned { get; set; }

    /// <summary>Bytes of its records, before compression.</summary>
    internal long RawBytes { get; set; }

    /// <summary>The bytes of those that are needed and are read from this pack.</summary>
    internal long NeededBytes { get; set; }

    internal bool IsNeeded { get; set; }
}

/// <summary>
/// Everything in a store that pruning decides by, read anew and whole: the first thing that cannot be read ends it.
/// </summary>
internal sealed class VaultInventory
{
    private readonly SealedBlobs blobs;

    private VaultInventory(SealedBlobs blobs) => this.blobs = blobs;

    internal VaultIndex Index { get; } = new();

    /// <summary>The packs in the store, by name.</summary>
    internal Dictionary<string, PackUse> Packs { get; } = new(StringComparer.Ordinal);

    internal List<Condemnation> Condemnations { get; } = [];

    /// <summary>The index blobs, by name, and the number of directory entries in each.</summary>
    internal Dictionary<string, long> Indexes { get; } = new(StringComparer.Ordinal);

    /// <exception cref="VaultException">Something cannot be read.</exception>
    internal static async Task<VaultInventory> ReadAsync(
        SealedBlobs blobs,
        CancellationToken cancellationToken
    )
    {
        var inventory = new VaultInventory(blobs);
        await inventory.ReadCondemnationsAsync(cancellationToken);
        // Packs before indexes: what seems to be in no index may be on its way into one, and is looked at again later.
        var stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        await inventory.ReadIndexesAsync(stored, cancellationToken);
        var needed = new NeededRecords(blobs, inventory.Index);
        var unfinished = await new UnfinishedRoots(blobs).ListAsync(cancellationToken);
        await needed.MarkProgressAsync(
            unfinished.Values.SelectMany(parts => parts),
            cancellationToken
        );
        await needed.MarkRootsAsync(cancellationToken);
        await inventory.ReadAnnotationsAsync(cancellationToken);
        await inventory.WeighAsync(stored, cancellationToken);
        return inventory;
    }

    private async Task ReadCondemnationsAsync(CancellationToken cancellationToken)
    {
        var condemned = new CondemnedPacks(blobs);
        foreach (var name in await condemned.ListAsync(cancellationToken))
        {
            var condemnation = await condemned.ReadAsync(name, cancellationToken);
            Condemnations.Add(condemnation);
            Index.Condemn(condemnation.Packs);
        }
    }

    private async Task ReadIndexesAsync(
        Dictionary<string, long> stored,
        CancellationToken cancellationToken
    )
    {
        await foreach (var blob in blobs.Store.ListAsync(BlobNames.Indexes, cancellationToken))
        {
            Indexes.Add(blob.Name, 0);
        }
        foreach (var name in Indexes.Keys.ToList())
        {
            var manifests = await ReadIndexAsync(name, cancellationToken);
            Indexes[name] = manifests.Sum(manifest => manifest.Entries.Count);
            Index.Add(manifests, stored);
        }
    }

    internal Task<PackManifest[]> ReadIndexAsync(
        string name,
        CancellationToken cancellationToken
    ) => blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, cancellationToken);

    /// <summary>Pins are annotations: were one unreadable, whoever deletes roots by rule would not know it.</summary>
    private async Task ReadAnnotationsAsync(CancellationToken cancellationToken)
    {
        var annotations = new Annotations(blobs);
        var named = new HashSet<(RootKind, Guid)>();
        await foreach (
            var blob in blobs.Store.ListAsync(BlobNames.AllAnnotations, cancellationToken)
        )
        {
            if (BlobNames.TryParseAnnotation(blob.Name, out var kind, out var id, out _))
            {
                named.Add((kind, id));
            }
        }
        foreach (var (kind, id) in named)
        {
            await annotations.GetAsync(kind, id, cancellationToken);
        }
    }

    private async Task WeighAsync(
        Dictionary<string, long> stored,
        CancellationToken cancellationToken
    )
    {
        var condemned = Condemnations.SelectMany(c => c.Packs).ToHashSet();
        foreach (var (name, length) in stored)
        {
            if (BlobNames.TryParsePack(name, out var id))
            {
                Packs.Add(name, new PackUse(id, length) { IsCondemned = condemned.Contains(id) });
            }
        }
        foreach (var name in Indexes.Keys)
        {
            foreach (var manifest in await ReadIndexAsync(name, cancellationToken))
            {
                Weigh(manifest);
            }
        }
    }

    private void Weigh(PackManifest manifest)
    {
        if (!Packs.TryGetValue(BlobNames.Pack(manifest.Id), out var pack) || pack.IsIndexed)
        {
            return;
        }
        pack.IsIndexed = true;
        foreach (var entry in manifest.Entries)
        {
            var isNeeded = Index.IsMarkedIn(entry.Id, manifest.Id);
            pack.RawBytes += entry.Length;
            pack.NeededBytes += isNeeded ? entry.Length : 0;
            pack.IsNeeded |= isNeeded;
        }
    }
}
