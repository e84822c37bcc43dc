using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>Makes the row of a place, or finds the one that the tenant has of it; the caller saves.</summary>
internal sealed class NewStorage(AppDatabase database, IdSource ids, TimeProvider clock)
{
    public async Task<StoragePlace> ManagedAsync(
        Guid tenantId,
        string region,
        CancellationToken cancellationToken
    ) =>
        await database.StoragePlaces.SingleOrDefaultAsync(
            place => place.TenantId == tenantId && place.Region == region,
            cancellationToken
        ) ?? database.StoragePlaces.Add(Managed(tenantId, region)).Entity;

    /// <summary>A row that is in no database yet.</summary>
    public StoragePlace Managed(Guid tenantId, string region) =>
        new()
        {
            Id = ids.Next(),
            TenantId = tenantId,
            Kind = StorageKind.Managed,
            Region = region,
            CreatedAt = clock.GetUtcNow(),
        };
}
