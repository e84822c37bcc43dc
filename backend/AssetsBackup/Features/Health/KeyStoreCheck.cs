using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>Each customer that has chosen a storage has keys in the key store, and the operator key opens those of one.</summary>
internal sealed class KeyStoreCheck(IDbContextFactory<AppDatabase> databases, KeyStore keys)
    : IHealthCheck
{
    public const string Name = "key-store";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var wanted = await database
            .StoragePlaces.Where(place =>
                database.Tenants.Any(tenant =>
                    tenant.Id == place.TenantId && tenant.State == TenantState.Active
                )
            )
            .Select(place => place.TenantId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var there = keys.Tenants().ToHashSet();
        var missing = wanted.Count(tenant => !there.Contains(tenant));
        if (missing > 0)
            return Finding.Unhealthy(
                "key-entry-lost",
                "Entries are missing in the key store: without them no backup of these customers can be made or read. Bring the key store back from a copy.",
                missing
            );
        foreach (var tenant in wanted.Take(1))
            (await keys.OpenAsync(tenant, cancellationToken)).Dispose();
        return HealthCheckResult.Healthy();
    }
}
