using System.Collections.Concurrent;

namespace AssetsBackup.Vault;

/// <summary>What a loading of the index took into account.</summary>
/// <param name="Condemnations">The names of the condemnations in the store.</param>
/// <param name="Losses">How many packs were found lost until then.</param>
/// <param name="Damaged">The names of the index blobs that could not be read: what only they knew is unknown.</param>
/// <param name="Unindexed">
/// The packs in the store that no index names, without the condemned: another writer's, a killed one's, or those of an index
/// that is gone. Empty when packs were not compared.
/// </param>
internal sealed record IndexView(
    HashSet<string> Condemnations,
    int Losses,
    IReadOnlySet<string> Damaged,
    IReadOnlySet<string> Unindexed
);

/// <summary>Brings index blobs into the <see cref="VaultIndex"/> and writes new ones.</summary>
internal sealed class IndexBlobs(SealedBlobs blobs, VaultIndex index)
{
    // Decryption of one overlaps with the reading of another; more would only fight over the index's lock.
    private const int Parallelism = 2;

    // Maintenance merges indexes while others read them; each time around, what was listed may just have been merged.
    internal const int MostListings = 20;

    private const int MostPuts = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<BlobId, Task> lookedFor = [];
    private readonly ConcurrentDictionary<string, byte> taken = new(StringComparer.Ordinal);
    private readonly CondemnedPacks condemned = new(blobs);

    /// <summary>Takes up the index blobs that are not known yet. A damaged one is left out: verify names it.</summary>
    /// <param name="comparePacks">True compares all packs with those in the store, which costs listing them.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>What was taken into account.</returns>
    internal async Task<IndexView> LoadAsync(bool comparePacks, CancellationToken cancellationToken)
    {
        // Condemnations first: of two packs with the same record, the one that stays is to be known.
        var condemnations = await condemned.ListAsync(cancellationToken);
        index.Condemn(await condemned.ReadablePacksAsync(condemnations, cancellationToken));
        for (var listing = 1; ; listing++)
        {
            var known = index.PackCount;
            // Indexes before packs: a pack is put before the index that names it, so every pack of a listed index is listed too.
            var listed = await ListAsync(blobs.Store, cancellationToken);
            var stored = comparePacks ? await ListPacksAsync(blobs.Store, cancellationToken) : null;
            if (stored is not null && index.Compare(stored, known))
            {
                // Maintenance may have moved their records to packs of which an index was taken up before.
                taken.Clear();
                continue;
            }
            index.Reserve(listed.Sum(blob => IndexContent.RecordsIn(blob.Length)));
            var names = listed.Select(blob => blob.Name).Where(name => !taken.ContainsKey(name));
            var damaged = new ConcurrentBag<string>();
            var vanished = await TakeUpAsync(names, stored, damaged, cancellationToken);
            if (vanished == 0)
                return new IndexView(
                    condemnations,
                    index.Losses,
                    damaged.ToHashSet(StringComparer.Ordinal),
                    index.Unknown(stored is null ? [] : stored.Keys)
                );
            if (listing >= MostListings)
                throw KeepsChanging();
        }
    }

    /// <summary>What is not read is not known: to go on would take a sound vault for one with holes.</summary>
    internal static IOException KeepsChanging() =>
        new(
            "The vault's indexes were written anew again and again while they were read, or a listed file is not there; try again"
        );

    /// <summary>
    /// Reads every index blob again, once for each pack that was found lost: others may have its records by now.
    /// </summary>
    internal Task LookAgainForAsync(BlobId lost, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!lookedFor.TryGetValue(lost, out var look) || look.IsFaulted)
            {
                taken.Clear();
                look = LoadAsync(comparePacks: true, CancellationToken.None);
                lookedFor[lost] = look;
            }
            return look.WaitAsync(cancellationToken);
        }
    }

    /// <returns>How many of them were deleted since they were listed.</returns>
    private async Task<int> TakeUpAsync(
        IEnumerable<string> names,
        Dictionary<string, long>? stored,
        ConcurrentBag<string> damaged,
        CancellationToken cancellationToken
    )
    {
        var vanished = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            names,
            options,
            async (name, token) =>
            {
                if (!await TakeUpAsync(name, stored, damaged, token))
                    Interlocked.Increment(ref vanished);
            }
        );
        return vanished;
    }

    /// <summary>Writes the index of packs that are stored and read back, and takes them up.</summary>
    /// <returns>The index blobs.</returns>
    internal async Task<IReadOnlyList<BlobInfo>> WriteAsync(
        IReadOnlyList<PackManifest> packs,
        CancellationToken cancellationToken
    )
    {
        var written = new List<BlobInfo>();
        foreach (var part in IndexContent.Split(packs))
        {
            var blob = await PutAsync(IndexContent.Encode(part), cancellationToken);
            written.Add(blob);
            taken.TryAdd(blob.Name, 0);
            index.Add(part, stored: null);
        }
        return written;
    }

    private async Task<BlobInfo> PutAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            var id = BlobId.Create();
            var name = BlobNames.Index(id);
            try
            {
                var length = await blobs.PutAndReadBackAsync(
                    name,
                    BlobKind.Index,
                    id,
                    content,
                    cancellationToken
                );
                return new BlobInfo(name, length);
            }
            catch (VaultDamagedException e) when (e.IsMissing && tries < MostPuts)
            {
                // A pruning may have written it together with others already: once more does no harm.
            }
        }
    }

    /// <summary>
    /// The index blobs, from two listings: one alone may miss both those that maintenance deletes meanwhile and
    /// the one that it has put in their place.
    /// </summary>
    internal static async Task<IReadOnlyCollection<BlobInfo>> ListAsync(
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        var found = new HashSet<BlobInfo>();
        for (var listing = 1; listing <= 2; listing++)
        {
            await foreach (var blob in store.ListAsync(BlobNames.Indexes, cancellationToken))
                found.Add(blob);
        }
        return found;
    }

    internal static async Task<Dictionary<string, long>> ListPacksAsync(
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        var packs = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var blob in store.ListAsync(BlobNames.Packs, cancellationToken))
            packs[blob.Name] = blob.Length;
        return packs;
    }

    /// <returns>False when the blob is not there any more.</returns>
    private async Task<bool> TakeUpAsync(
        string name,
        Dictionary<string, long>? stored,
        ConcurrentBag<string> damaged,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var packs = await blobs.GetAsync(
                name,
                BlobKind.Index,
                IndexContent.Decode,
                cancellationToken
            );
            index.Add(packs, stored);
            taken.TryAdd(name, 0);
        }
        catch (VaultDamagedException e)
        {
            if (e.IsMissing)
                return false;
            // What only this index knew is now unknown, and said to be so where it is needed. The rest stays readable.
            damaged.Add(name);
        }
        return true;
    }
}
