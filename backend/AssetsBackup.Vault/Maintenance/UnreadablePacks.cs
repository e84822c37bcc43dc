namespace AssetsBackup.Vault;

/// <summary>Finds the packs that are there and do not open, or do not hold what the index says: nothing new may rely on them.</summary>
internal sealed class UnreadablePacks(SealedBlobs blobs)
{
    /// <returns>Those of the packs that cannot be read. One that is missing is none of them: the index says so by itself.</returns>
    internal async Task<IReadOnlyList<BlobId>> FindAsync(
        VaultIndex index,
        IEnumerable<BlobId> packs,
        CancellationToken cancellationToken
    )
    {
        var found = new List<BlobId>();
        foreach (var id in packs)
        {
            if (!await IsReadableAsync(index, id, cancellationToken))
                found.Add(id);
        }
        return found;
    }

    private async Task<bool> IsReadableAsync(
        VaultIndex index,
        BlobId id,
        CancellationToken cancellationToken
    )
    {
        try
        {
            index.RequireSame(id, await blobs.GetPackAsync(BlobNames.Pack(id), cancellationToken));
            return true;
        }
        catch (VaultException e)
        {
            return e is VaultDamagedException { IsMissing: true };
        }
    }
}
