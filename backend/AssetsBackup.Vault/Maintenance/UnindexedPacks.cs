namespace AssetsBackup.Vault;

/// <summary>Reads the packs that no index names: garbage of killed writers, or all that is left of a lost index.</summary>
internal sealed class UnindexedPacks(SealedBlobs blobs)
{
    /// <summary>The names of those that cannot be read: their records are lost.</summary>
    internal List<string> Damaged { get; } = [];

    /// <param name="indexed">The packs that an index names.</param>
    /// <param name="stored">The lengths of the packs in the store, in bytes, by name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What an index would say of those that can be read.</returns>
    internal async Task<IReadOnlyList<PackManifest>> FindAsync(
        IEnumerable<BlobId> indexed,
        IReadOnlyDictionary<string, long> stored,
        CancellationToken cancellationToken
    )
    {
        var known = indexed.Select(BlobNames.Pack).ToHashSet(StringComparer.Ordinal);
        var found = new List<PackManifest>();
        foreach (var (name, length) in stored.Where(pack => !known.Contains(pack.Key)))
        {
            if (await ReadAsync(name, (int)length, cancellationToken) is { } manifest)
                found.Add(manifest);
        }
        return found;
    }

    /// <summary>Null for what is not a pack of ours.</summary>
    private async Task<PackManifest?> ReadAsync(
        string name,
        int length,
        CancellationToken cancellationToken
    )
    {
        if (!BlobNames.TryParsePack(name, out var id))
            return null;
        try
        {
            var pack = await blobs.GetPackAsync(name, cancellationToken);
            return new PackManifest(id, length, pack.Entries);
        }
        catch (VaultDamagedException e)
        {
            if (!e.IsMissing)
                Damaged.Add(name);
            return null;
        }
    }
}
