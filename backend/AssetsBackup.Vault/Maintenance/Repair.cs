namespace AssetsBackup.Vault;

/// <summary>What a repair did.</summary>
/// <param name="PacksIndexed">Packs that no readable index named, now indexed.</param>
/// <param name="BlobsRemoved">Damaged indexes and condemnations that were deleted.</param>
/// <param name="VaultBlobRestored">Whether the vault blob was missing or damaged and was written anew.</param>
/// <param name="DamagedPacks">
/// Packs that were found not to be readable: those that no index names, all of them where a condemnation was damaged.
/// Their records are lost; verification tells what is hit.
/// </param>
public sealed record RepairReport(
    int PacksIndexed,
    int BlobsRemoved,
    bool VaultBlobRestored,
    IReadOnlyList<string> DamagedPacks
);

/// <summary>Restores what other blobs still tell: the vault blob from the tenant's keys, the index from the packs.</summary>
internal sealed class Repair(SealedBlobs blobs, TimeProvider clock)
{
    private readonly VaultIndex index = new();
    private readonly UnindexedPacks unindexed = new(blobs);
    private int indexed;

    internal async Task<RepairReport> RunAsync(CancellationToken cancellationToken)
    {
        var restored = await RestoreVaultBlobAsync(cancellationToken);
        var damaged = await ReadIndexesAsync(cancellationToken);
        await IndexPacksAsync(cancellationToken);
        var condemnations = await DamagedCondemnationsAsync(cancellationToken);
        var unreadable = condemnations.Count > 0 ? await CondemnAnewAsync(cancellationToken) : [];
        damaged.AddRange(condemnations);
        foreach (var name in damaged)
            await blobs.Store.DeleteAsync(name, cancellationToken);
        return new RepairReport(
            indexed,
            damaged.Count,
            restored,
            [.. unindexed.Damaged.Union(unreadable.Select(BlobNames.Pack), StringComparer.Ordinal)]
        );
    }

    private async Task<bool> RestoreVaultBlobAsync(CancellationToken cancellationToken)
    {
        if (await OpensAsync(blobs, cancellationToken))
            return false;
        await blobs.Store.DeleteAsync(BlobNames.Vault, cancellationToken);
        await VaultHeader.CreateAsync(blobs, clock, cancellationToken);
        return true;
    }

    /// <summary>False where the vault blob does not open, and a pack proves that the vault is the tenant's all the same.</summary>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="NothingOpensException">The vault blob is missing or damaged, and no pack opens with these keys.</exception>
    internal static async Task<bool> OpensAsync(
        SealedBlobs blobs,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await VaultHeader.OpenAsync(blobs, cancellationToken);
            return true;
        }
        catch (VaultException e) when (e is VaultDamagedException or ForeignTenantException)
        {
            if (!await IsOwnAsync(blobs, cancellationToken))
                throw e as ForeignTenantException ?? (VaultException)new NothingOpensException(e);
            return false;
        }
    }

    /// <summary>
    /// A pack that opens proves whose vault this is: every blob is bound to its tenant. The tenant that a vault blob names
    /// is no proof: a flipped bit of it is another tenant.
    /// </summary>
    private static async Task<bool> IsOwnAsync(
        SealedBlobs blobs,
        CancellationToken cancellationToken
    )
    {
        await foreach (var blob in blobs.Store.ListAsync(BlobNames.Packs, cancellationToken))
        {
            try
            {
                await blobs.GetAsync(blob.Name, BlobKind.Pack, cancellationToken);
                return true;
            }
            catch (VaultDamagedException)
            {
                // One of the others may still open.
            }
        }
        return false;
    }

    /// <returns>The index blobs that cannot be read.</returns>
    private async Task<List<string>> ReadIndexesAsync(CancellationToken cancellationToken)
    {
        var damaged = new List<string>();
        await foreach (var blob in blobs.Store.ListAsync(BlobNames.Indexes, cancellationToken))
        {
            try
            {
                var manifests = await blobs.GetAsync(
                    blob.Name,
                    BlobKind.Index,
                    IndexContent.Decode,
                    cancellationToken
                );
                index.Add(manifests, stored: null);
            }
            catch (VaultDamagedException)
            {
                damaged.Add(blob.Name);
            }
        }
        return damaged;
    }

    private async Task IndexPacksAsync(CancellationToken cancellationToken)
    {
        var stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        var found = await unindexed.FindAsync(
            index.Packs.Select(pack => pack.Id),
            stored,
            cancellationToken
        );
        await new IndexBlobs(blobs, index).WriteAsync(found, cancellationToken);
        indexed = found.Count;
    }

    /// <summary>
    /// Nobody knows what a damaged condemnation named. What nothing needs, pruning condemns again; what was damaged and is
    /// needed has to be found before anything relies on it.
    /// </summary>
    private async Task<IReadOnlyList<BlobId>> CondemnAnewAsync(CancellationToken cancellationToken)
    {
        var condemned = new CondemnedPacks(blobs);
        var known = await condemned.KnownPacksAsync(cancellationToken);
        var unreadable = await new UnreadablePacks(blobs).FindAsync(
            index,
            index.Packs.Select(pack => pack.Id).Except(known),
            cancellationToken
        );
        await condemned.PutAsync(unreadable, clock.GetUtcNow(), cancellationToken);
        return unreadable;
    }

    private async Task<List<string>> DamagedCondemnationsAsync(CancellationToken cancellationToken)
    {
        var condemned = new CondemnedPacks(blobs);
        var damaged = new List<string>();
        foreach (var name in await condemned.ListAsync(cancellationToken))
        {
            try
            {
                await condemned.ReadAsync(name, cancellationToken);
            }
            catch (VaultDamagedException)
            {
                damaged.Add(name);
            }
        }
        return damaged;
    }
}
