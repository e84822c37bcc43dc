using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>Proves a customer's database live, and that a vault of the tenant may lie or lies there; the caller saves.</summary>
internal sealed class OwnDatabases(
    AppDatabase database,
    StorageCheck check,
    KeyStore keys,
    NewStorage newStorage,
    StorageAccess access,
    MongoStores stores,
    TimeProvider clock
)
{
    /// <summary>
    /// A place for backups in the database: the one that the tenant has of it already, or a new one. Its vault is there
    /// afterwards.
    /// </summary>
    /// <exception cref="ProblemException">What is wrong with the database, at its field.</exception>
    public async Task<StoragePlace> ConnectAsync(
        Guid tenantId,
        DatabaseAccess given,
        CancellationToken cancellationToken
    )
    {
        var known = await KnownAsync(tenantId, cancellationToken);
        using var tenantKeys = await keys.OpenAsync(tenantId, cancellationToken);
        var (report, found) = await check.ProveAsync(
            given,
            tenantId,
            (store, stop) => FindOrMakeAsync(store, tenantKeys, known, stop),
            cancellationToken
        );
        // One with backups is known by them alone: a database of the same name may be another one by now.
        var place =
            found
            ?? known
                .Where(each => each.Newest is null)
                .Select(each => each.Place)
                .FirstOrDefault(report.IsOf);
        if (place is null)
            return database
                .StoragePlaces.Add(newStorage.OwnDatabase(tenantId, given, report))
                .Entity;
        await RenewAsync(place, given, report, cancellationToken);
        return place;
    }

    /// <summary>Gives a place another connection string, once it is proved to lead to the same vault.</summary>
    /// <exception cref="ProblemException">What is wrong with the database, at its field.</exception>
    public async Task ReplaceAsync(
        StoragePlace place,
        DatabaseAccess given,
        CancellationToken cancellationToken
    )
    {
        var newest = await NewestAsync(place, cancellationToken);
        using var tenantKeys = await keys.OpenAsync(place.TenantId, cancellationToken);
        var (report, isSame) = await check.ProveAsync(
            given,
            place.TenantId,
            (store, stop) => IsSameAsync(store, tenantKeys, newest, stop),
            cancellationToken
        );
        if (!isSame)
            throw StorageProblems.OtherVault();
        await RenewAsync(place, given, report, cancellationToken);
    }

    /// <summary>Runs that waited for the database go on from their checkpoints, with what signs in now.</summary>
    private async Task RenewAsync(
        StoragePlace place,
        DatabaseAccess given,
        StorageReport report,
        CancellationToken cancellationToken
    )
    {
        if (place.Access is not null)
        {
            var (connectionString, authoritiesPem) = access.Open(place);
            stores.Forget(connectionString, authoritiesPem);
        }
        newStorage.Renew(place, given, report);
        var waiting = await database
            .Runs.Where(run =>
                run.TenantId == place.TenantId
                && run.State == RunState.Paused
                && DatabaseFailures.RunsWaitFor.Contains(run.ErrorCode)
            )
            .ToListAsync(cancellationToken);
        foreach (var run in waiting)
            run.GoOn();
    }

    /// <summary>The tenant's places in databases, each with its newest backup that was not given up.</summary>
    private async Task<IReadOnlyList<(StoragePlace Place, Guid? Newest)>> KnownAsync(
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var places = await database
            .StoragePlaces.Where(place =>
                place.TenantId == tenantId && place.Kind == StorageKind.OwnDatabase
            )
            .OrderByDescending(place => place.CreatedAt)
            .Select(place => new
            {
                place,
                newest = database
                    .Snapshots.Where(row =>
                        row.TenantId == tenantId
                        && row.StoragePlaceId == place.Id
                        && row.GivenUpAt == null
                    )
                    .OrderByDescending(row => row.TakenAt)
                    .Select(row => (Guid?)row.Id)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. places.Select(each => (each.place, each.newest))];
    }

    private Task<Guid?> NewestAsync(StoragePlace place, CancellationToken cancellationToken) =>
        database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.GivenUpAt == null
            )
            .OrderByDescending(row => row.TakenAt)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The place whose backups are there; null where there are none. A vault is made where there is none.</summary>
    private async Task<StoragePlace?> FindOrMakeAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        IReadOnlyList<(StoragePlace Place, Guid? Newest)> known,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var glance = new VaultGlance(store, tenantKeys);
            if (!await glance.IsThereAsync(cancellationToken))
            {
                await TenantVault.OpenOrCreateAsync(store, tenantKeys, clock, cancellationToken);
                return null;
            }
            foreach (var (place, newest) in known)
                if (
                    newest is { } id
                    && await glance.HasAsync(RootKind.Snapshot, id, cancellationToken)
                )
                    return place;
            return null;
        }
        catch (Exception e) when (e is ForeignTenantException or VaultDamagedException)
        {
            throw StorageProblems.ForeignVault();
        }
    }

    // A copy that was left behind by a move has the older backups, but not the newest.
    private static async Task<bool> IsSameAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        Guid? newest,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var glance = new VaultGlance(store, tenantKeys);
            return await glance.IsThereAsync(cancellationToken)
                && (
                    newest is not { } id
                    || await glance.HasAsync(RootKind.Snapshot, id, cancellationToken)
                );
        }
        catch (Exception e) when (e is ForeignTenantException or VaultDamagedException)
        {
            throw StorageProblems.ForeignVault();
        }
    }
}
