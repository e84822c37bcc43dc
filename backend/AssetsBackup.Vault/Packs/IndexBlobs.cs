using System.Collections.Concurrent;

namespace AssetsBackup.Vault;

/// <summary>Brings index blobs into the <see cref="VaultIndex"/> and writes new ones.</summary>
internal sealed class IndexBlobs(SealedBlobs blobs, VaultIndex index)
{
    // Decryption of one overlaps with the reading of another; more would only fight over the index's lock.
    private const int Parallelism = 2;

    private readonly ConcurrentDictionary<string, byte> taken = new(StringComparer.Ordinal);

    /// <summary>Takes up the index blobs that are not known yet. A damaged one is left out: verify names it.</summary>
    /// <param name="comparePacks">True compares with the packs in the store, which costs listing them.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    internal async Task LoadAsync(bool comparePacks, CancellationToken cancellationToken)
    {
        // Indexes first: a pack is put before the index that names it, so every pack of a listed index is listed too.
        var names = new List<string>();
        await foreach (var blob in blobs.Store.ListAsync(BlobNames.Indexes, cancellationToken))
        {
            if (!taken.ContainsKey(blob.Name))
            {
                names.Add(blob.Name);
            }
        }
        var stored =
            comparePacks && names.Count > 0
                ? await ListPacksAsync(blobs.Store, cancellationToken)
                : null;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            names,
            options,
            async (name, token) => await LoadAsync(name, stored, token)
        );
    }

    /// <summary>Writes the index of packs that are stored and read back, and takes them up.</summary>
    /// <returns>The stored length in bytes.</returns>
    internal async Task<long> WriteAsync(
        IReadOnlyList<PackManifest> packs,
        CancellationToken cancellationToken
    )
    {
        var length = 0L;
        foreach (var part in IndexContent.Split(packs))
        {
            var id = BlobId.Create();
            var name = BlobNames.Index(id);
            length += await blobs.PutAsync(
                name,
                BlobKind.Index,
                id,
                IndexContent.Encode(part),
                cancellationToken
            );
            taken.TryAdd(name, 0);
            index.Add(part, stored: null);
        }
        return length;
    }

    internal static async Task<Dictionary<string, long>> ListPacksAsync(
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        var packs = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var blob in store.ListAsync(BlobNames.Packs, cancellationToken))
        {
            packs[blob.Name] = blob.Length;
        }
        return packs;
    }

    private async Task LoadAsync(
        string name,
        Dictionary<string, long>? stored,
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
        catch (VaultDamagedException)
        {
            // What only this index knew is now unknown, and said to be so where it is needed. The rest stays readable.
        }
    }
}
