using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>All places of a tenant, for telling where a backup lies and whether it can be read there.</summary>
internal sealed class StoragePlaces
{
    private readonly Dictionary<Guid, string> names;
    private readonly Guid? current;

    private StoragePlaces(Dictionary<Guid, string> names, Guid? current) =>
        (this.names, this.current) = (names, current);

    public static async Task<StoragePlaces> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var places = await database
            .StoragePlaces.AsNoTracking()
            .Where(place => place.TenantId == tenantId)
            .ToDictionaryAsync(place => place.Id, place => place.Name, cancellationToken);
        var connected = await database.FindCurrentStorageAsync(tenantId, cancellationToken);
        return new StoragePlaces(places, connected?.Id);
    }

    public BackupStorage Of(Guid placeId) => new(names[placeId], placeId == current);
}

/// <summary>The storage that a backup lies in.</summary>
/// <param name="Name">The region of managed storage, or servers and name of a database.</param>
/// <param name="IsConnected">False once the storage was switched: then the backup is listed, but cannot be read.</param>
public sealed record BackupStorage(string Name, bool IsConnected);
