using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>Makes the row of a place, or finds the one that the tenant has of it; the caller saves.</summary>
internal sealed class NewStorage(
    AppDatabase database,
    StorageAccess access,
    IdSource ids,
    TimeProvider clock
)
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

    /// <summary>A row that is in no database yet, what signs in sealed.</summary>
    public StoragePlace OwnDatabase(Guid tenantId, DatabaseAccess given, StorageReport proved)
    {
        var place = new StoragePlace
        {
            Id = ids.Next(),
            TenantId = tenantId,
            Kind = StorageKind.OwnDatabase,
            CreatedAt = clock.GetUtcNow(),
        };
        Renew(place, given, proved);
        return place;
    }

    /// <summary>Writes what was proved into a row, what signs in sealed.</summary>
    public void Renew(StoragePlace place, DatabaseAccess given, StorageReport proved)
    {
        (place.Servers, place.Version) = (proved.Servers, proved.Version);
        place.UsesTls = proved.UsesTls;
        place.Access = access.Seal(place.TenantId, place.Id, given);
        place.AccessSetAt = clock.GetUtcNow();
    }
}
