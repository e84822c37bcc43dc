using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

/// <summary>What a move has done so far.</summary>
/// <param name="From">The region that backups are read from and written to until the switch.</param>
/// <param name="To">The region that the vault is moved to.</param>
/// <param name="BlobsCopied">Blobs copied by this call.</param>
/// <param name="BytesCopied">Their bytes.</param>
/// <param name="IsSwitched">Whether backups are read from and written to the new region from now on.</param>
internal sealed record MovedVault(
    string From,
    string To,
    int BlobsCopied,
    long BytesCopied,
    bool IsSwitched
);

/// <summary>
/// Moves a tenant's vault to another region of managed storage. Passes may be run while backups go on; the last one, run
/// when no other process works with the data, verifies the copy and switches to it. The old place is left as it is.
/// </summary>
internal sealed class MoveVault(
    AppDatabase database,
    TenantVaults vaults,
    KeyStore keys,
    IOptions<StorageRegions> regions,
    TimeProvider clock
)
{
    /// <param name="tenantId">Whose vault.</param>
    /// <param name="region">Where to.</param>
    /// <param name="isLast">Whether no other process works with the data: then the switch is made.</param>
    /// <param name="cancellationToken">Stops the move; it can be called again and goes on.</param>
    /// <exception cref="ProblemException">region-unknown, region-same, vault-damaged, not-set-up</exception>
    public async Task<MovedVault> MoveAsync(
        Guid tenantId,
        string region,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var from = await vaults.RegionAsync(tenantId, cancellationToken);
        if (!regions.Value.Has(region))
            throw VaultProblems.UnknownRegion(region, regions.Value);
        if (from == region)
            throw VaultProblems.SameRegion(region);
        using var tenantKeys = await keys.OpenAsync(tenantId, cancellationToken);
        var destination = vaults.StoreOf(tenantId, region);
        var copy = new VaultCopy(vaults.StoreOf(tenantId, from), destination, tenantKeys);
        var report = await copy.RunAsync(isLast, cancellationToken);
        if (!report.IsWhole)
            throw VaultProblems.Damaged(report.Damaged);
        if (isLast)
        {
            await VerifyAsync(destination, tenantKeys, cancellationToken);
            await SwitchAsync(tenantId, region, cancellationToken);
        }
        return new MovedVault(from, region, report.BlobsCopied, report.BytesCopied, isLast);
    }

    private async Task VerifyAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        CancellationToken cancellationToken
    )
    {
        var vault = await TenantVault.OpenAsync(store, tenantKeys, clock, cancellationToken);
        // Every blob was read back when it was copied; what is left to prove is that they belong together.
        var report = await vault.VerifyAsync(
            VerifyScope.All,
            readData: false,
            progress: null,
            cancellationToken
        );
        if (!report.IsSound)
            throw VaultProblems.Damaged([.. report.Findings.Select(finding => finding.Blob)]);
    }

    private async Task SwitchAsync(
        Guid tenantId,
        string region,
        CancellationToken cancellationToken
    )
    {
        var connections = await database
            .Connections.Where(row => row.TenantId == tenantId && row.StorageRegion != null)
            .ToListAsync(cancellationToken);
        foreach (var connection in connections)
            connection.StorageRegion = region;
        await database.SaveChangesAsync(cancellationToken);
    }
}
