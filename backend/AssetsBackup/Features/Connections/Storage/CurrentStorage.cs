using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

internal static class CurrentStorage
{
    /// <summary>Where the tenant's new backups go and its readable ones lie.</summary>
    /// <exception cref="ProblemException">not-set-up: no storage was chosen yet.</exception>
    public static async Task<StoragePlace> CurrentStorageAsync(
        this AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    ) =>
        await database.FindCurrentStorageAsync(tenantId, cancellationToken)
        ?? throw ConnectionProblems.NotSetUp();

    public static Task<StoragePlace?> FindCurrentStorageAsync(
        this AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    ) =>
        database
            .Connections.Where(connection =>
                connection.TenantId == tenantId
                && connection.Role == ConnectionRole.Current
                && connection.StoragePlaceId != null
            )
            .OrderByDescending(connection => connection.CreatedAt)
            .Join(
                database.StoragePlaces.Where(place => place.TenantId == tenantId),
                connection => connection.StoragePlaceId,
                place => place.Id,
                (_, place) => place
            )
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The current storage, if it is the place asked for.</summary>
    /// <exception cref="ProblemException">storage-not-connected, not-set-up</exception>
    public static async Task<StoragePlace> EnsureConnectedAsync(
        this AppDatabase database,
        Guid tenantId,
        Guid placeId,
        CancellationToken cancellationToken
    )
    {
        var current = await database.CurrentStorageAsync(tenantId, cancellationToken);
        if (current.Id == placeId)
            return current;
        var wanted = await database.StoragePlaces.SingleAsync(
            place => place.TenantId == tenantId && place.Id == placeId,
            cancellationToken
        );
        throw StorageProblems.NotConnected(wanted);
    }
}
