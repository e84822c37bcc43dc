using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Vaults;

internal static class SwitchedHost
{
    /// <summary>Makes a region the storage of new backups and leaves what was made before where it lies, as a switch does.</summary>
    public static Task StoreInAsync(this CaptureHost host, string region) =>
        host.ChangeAsync(database =>
        {
            var place = new StoragePlace
            {
                Id = Guid.Parse("55555555-0000-0000-0000-000000000000"),
                TenantId = host.Tenant,
                Kind = StorageKind.Managed,
                Region = region,
                CreatedAt = default,
            };
            database.StoragePlaces.Add(place);
            database.Connections.Single().StoragePlaceId = place.Id;
        });
}
