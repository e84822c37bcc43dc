using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>
/// Makes a place the storage of a connection, and saves. What lies in the place before stays listed, and what signed in to
/// it is forgotten.
/// </summary>
internal sealed class StorageSwitch(AppDatabase database, StorageAccess access, MongoStores stores)
{
    /// <exception cref="ProblemException">storage-busy: a run's checkpoint lies in the place before.</exception>
    public async Task SwitchAsync(
        Caller caller,
        Connection connection,
        StoragePlace? from,
        StoragePlace to,
        CancellationToken cancellationToken
    )
    {
        // Looked at and changed in one transaction: no run can be queued in between.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var isAnother = from is not null && from.Id != to.Id;
        if (isAnother && await IsBusyAsync(connection.TenantId, cancellationToken))
            throw StorageProblems.Busy();
        connection.StoragePlaceId = to.Id;
        database.Audit(
            caller,
            AuditAction.StorageChanged,
            AuditSubject.Storage,
            new AuditValue("Storage", from?.Name, to.Name),
            AuditValue.Of("Connection string", to.Access is null ? null : "set")
        );
        if (isAnother)
            Disconnect(from!);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets what signs in to a place; the caller saves.</summary>
    public void Disconnect(StoragePlace place)
    {
        if (place.Access is null)
            return;
        var (connectionString, authoritiesPem) = access.Open(place);
        stores.Forget(connectionString, authoritiesPem);
        (place.Access, place.AccessSetAt) = (null, null);
    }

    private Task<bool> IsBusyAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.Runs.AnyAsync(
            run => run.TenantId == tenantId && RunStates.Active.Contains(run.State),
            cancellationToken
        );
}
