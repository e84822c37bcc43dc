namespace AssetsBackup.Vault;

public sealed partial class TenantVault
{
    /// <summary>
    /// Condemns the packs that a verification found damaged: nothing that begins afterwards relies on them for as long as they
    /// cannot be read, so the next backup stores anew what they had, and pruning deletes them once nothing needs them any more.
    /// </summary>
    /// <param name="store">The tenant's store.</param>
    /// <param name="keys">The tenant's keys.</param>
    /// <param name="clock">For the time of the condemnation.</param>
    /// <param name="report">What was found.</param>
    /// <param name="cancellationToken">Stops it; called again, it condemns the rest.</param>
    /// <returns>How many packs were condemned that were not already.</returns>
    public static async Task<int> DistrustAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        VerifyReport report,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(clock);
        var packs = await TrustedAndDamagedAsync(store, keys, report, cancellationToken);
        var condemned = new CondemnedPacks(new SealedBlobs(store, keys));
        await condemned.PutAsync(packs, clock.GetUtcNow(), cancellationToken);
        return packs.Count;
    }

    /// <summary>
    /// Whether <see cref="DistrustAsync"/> would condemn anything. For who has to note the damage: asked, noted and then
    /// condemned, no interruption leaves damage that is condemned and not noted.
    /// </summary>
    public static async Task<bool> IsNewDamageAsync(
        IBlobStore store,
        TenantKeys keys,
        VerifyReport report,
        CancellationToken cancellationToken
    ) => (await TrustedAndDamagedAsync(store, keys, report, cancellationToken)).Count > 0;

    private static async Task<List<BlobId>> TrustedAndDamagedAsync(
        IBlobStore store,
        TenantKeys keys,
        VerifyReport report,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        var condemned = new CondemnedPacks(new SealedBlobs(store, keys));
        var known = await condemned.KnownPacksAsync(cancellationToken);
        return [.. report.DamagedPacks().Except(known)];
    }
}
