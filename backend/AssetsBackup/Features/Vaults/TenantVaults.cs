using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Opens the vault of a tenant where its managed storage lies.</summary>
internal sealed class TenantVaults(
    KeyStore keys,
    DataPaths paths,
    IDbContextFactory<AppDatabase> databases,
    TimeProvider clock
)
{
    /// <param name="tenantId">Whose vault.</param>
    /// <param name="fence">A run's lease: nothing is stored once it is lost. Null for readers.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="Hosting.Problems.ProblemException">not-set-up: no storage was chosen yet.</exception>
    public async Task<OpenedVault> OpenAsync(
        Guid tenantId,
        Lease? fence,
        CancellationToken cancellationToken
    )
    {
        var store = StoreOf(tenantId, await RegionAsync(tenantId, cancellationToken));
        if (fence is not null)
            store = new FencedBlobStore(store, fence);
        var tenantKeys = await keys.OpenAsync(tenantId, cancellationToken);
        try
        {
            return new OpenedVault(
                await TenantVault.OpenAsync(store, tenantKeys, clock, cancellationToken),
                tenantKeys
            );
        }
        catch
        {
            tenantKeys.Dispose();
            throw;
        }
    }

    /// <summary>Where a tenant's blobs lie in a region of managed storage, whether there are any or not.</summary>
    public IBlobStore StoreOf(Guid tenantId, string region) =>
        new DirectoryBlobStore(Path.Combine(paths.Vaults, region), tenantId);

    /// <summary>The region in which the tenant's vault lies.</summary>
    /// <exception cref="Hosting.Problems.ProblemException">not-set-up: no storage was chosen yet.</exception>
    public async Task<string> RegionAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
                .Connections.Where(connection =>
                    connection.TenantId == tenantId
                    && connection.Role == ConnectionRole.Current
                    && connection.StorageRegion != null
                )
                .OrderByDescending(connection => connection.CreatedAt)
                .Select(connection => connection.StorageRegion)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ConnectionProblems.NotSetUp();
    }
}

/// <summary>A vault and the keys it needs while it is used.</summary>
internal sealed class OpenedVault(TenantVault vault, TenantKeys keys) : IDisposable
{
    public TenantVault Vault => vault;

    public void Dispose() => keys.Dispose();
}
