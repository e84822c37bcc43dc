namespace AssetsBackup.Vault;

/// <summary>
/// Everything in a store that pruning decides by, read anew and whole: the first thing that cannot be read ends it.
/// </summary>
internal sealed class VaultInventory
{
    // Writers and other prunings delete what was just listed, which shows at the next listing.
    private const int MostTries = 20;

    // A pack is not listed but named by an index. One that is gone at the third look is missing.
    private const int MostTriesForPack = 3;

    private readonly SealedBlobs blobs;
    private readonly PackScales scales;

    // The packs that were there when the indexes had been listed.
    private Dictionary<string, long> present = [];

    private VaultInventory(SealedBlobs blobs)
    {
        this.blobs = blobs;
        scales = new PackScales(blobs, Index, Packs);
    }

    internal VaultIndex Index { get; } = new();

    /// <summary>The packs in the store, by name.</summary>
    internal Dictionary<string, PackUse> Packs { get; } = new(StringComparer.Ordinal);

    internal List<Condemnation> Condemnations { get; } = [];

    /// <summary>The index blobs, by name, and the number of directory entries in each.</summary>
    internal Dictionary<string, long> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>Packs that indexes name, that the store does not have and that nothing needs.</summary>
    internal IReadOnlySet<BlobId> Gone { get; private set; } = new HashSet<BlobId>();

    /// <exception cref="VaultException">Something cannot be read.</exception>
    internal static async Task<VaultInventory> ReadAsync(
        SealedBlobs blobs,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var inventory = new VaultInventory(blobs);
                await inventory.ReadAsync(cancellationToken);
                return inventory;
            }
            catch (VaultDamagedException e) when (e.IsMissing && tries < TriesFor(e.Blob))
            {
                // Deleted between the listing and the reading.
            }
            catch (RecordNotFoundException) when (tries < MostTriesForPack)
            {
                // A run went on meanwhile, and put other progress parts under the names of those that were read.
            }
        }
    }

    private static int TriesFor(string blob) =>
        blob.StartsWith(BlobNames.Packs, StringComparison.Ordinal) ? MostTriesForPack : MostTries;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await ReadCondemnationsAsync(cancellationToken);
        // Packs before indexes: what seems to be in no index may be on its way into one, and is looked at again later.
        await ListPacksAsync(cancellationToken);
        // Then in the order of reading: all that a root or part found here needs is in the indexes listed afterwards.
        var needed = new NeededRecords(blobs, Index, TakeUpIndexesAsync);
        await needed.ReadAsync(cancellationToken);
        await ReadIndexesAsync(cancellationToken);
        var indexed = Index.Packs.Select(pack => pack.Name).ToHashSet(StringComparer.Ordinal);
        // One of the two listings of packs may be of a store that was away.
        needed.AllPacksAreIndexed = present
            .Keys.Union(Packs.Keys)
            .All(name => indexed.Contains(name) || !BlobNames.TryParsePack(name, out _));
        await needed.MarkAsync(cancellationToken);
        await ReadAnnotationsAsync(cancellationToken);
        scales.HasLostContent = needed.HasLostContent;
        await WeighAsync(cancellationToken);
    }

    internal Task<PackManifest[]> ReadIndexAsync(
        string name,
        CancellationToken cancellationToken
    ) => blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, cancellationToken);

    /// <inheritdoc cref="PackScales.IsSpareAsync"/>
    internal Task<bool> IsSpareAsync(PackUse pack, CancellationToken cancellationToken) =>
        scales.IsSpareAsync(pack, cancellationToken);

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

    private async Task ListPacksAsync(CancellationToken cancellationToken)
    {
        var condemned = Condemnations.SelectMany(c => c.Packs).ToHashSet();
        var stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        foreach (var (name, length) in stored)
        {
            if (BlobNames.TryParsePack(name, out var id))
                Packs.Add(name, new PackUse(id, length) { IsCondemned = condemned.Contains(id) });
        }
    }

    private async Task ReadIndexesAsync(CancellationToken cancellationToken)
    {
        var listed = await IndexBlobs.ListAsync(blobs.Store, cancellationToken);
        Index.Reserve(listed.Sum(blob => IndexContent.RecordsIn(blob.Length)));
        present = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        foreach (var (name, _) in listed)
            Indexes[name] = 0;
        await TakeUpIndexesAsync(cancellationToken);
    }

    private async Task TakeUpIndexesAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Indexes.Keys.ToList())
        {
            var manifests = await ReadIndexAsync(name, cancellationToken);
            Indexes[name] = manifests.Sum(manifest => manifest.Entries.Length);
            Index.Add(manifests, present);
        }
    }

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
                named.Add((kind, id));
        }
        foreach (var (kind, id) in named)
            await annotations.GetAsync(kind, id, cancellationToken);
    }

    private async Task WeighAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Indexes.Keys)
        {
            foreach (var manifest in await ReadIndexAsync(name, cancellationToken))
                scales.Weigh(manifest, present);
        }
        await scales.FinishAsync(cancellationToken);
        Gone = scales.Gone;
    }
}
