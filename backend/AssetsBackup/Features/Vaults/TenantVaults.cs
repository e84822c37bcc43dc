using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Opens the vault of a tenant where its storage lies. Only a run that writes to a region without backups makes a vault: an
/// empty storage is otherwise a <see cref="VaultMissingException"/>.
/// </summary>
internal sealed class TenantVaults(
    KeyStore keys,
    DataPaths paths,
    MongoStores databasesOfCustomers,
    StorageAccess access,
    Room room,
    IDbContextFactory<AppDatabase> databases,
    TimeProvider clock
)
{
    /// <param name="tenantId">Whose vault; the one in its current storage.</param>
    /// <param name="fence">A run's lease: nothing is stored once it is lost. Null for readers, and for whoever says something of a snapshot, which the last call wins.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="needsNoRoom">What is written makes room: there need not be any before.</param>
    /// <exception cref="Hosting.Problems.ProblemException">not-set-up: no storage was chosen yet.</exception>
    public async Task<OpenedVault> OpenAsync(
        Guid tenantId,
        Lease? fence,
        CancellationToken cancellationToken,
        bool needsNoRoom = false
    ) =>
        await OpenAsync(
            await PlaceAsync(tenantId, cancellationToken),
            fence,
            needsNoRoom,
            cancellationToken
        );

    /// <summary>Whether so much can be stored in the tenant's current storage.</summary>
    /// <exception cref="Hosting.Storage.NoRoomException">It cannot, now.</exception>
    /// <exception cref="Hosting.Problems.ProblemException">not-set-up: no storage was chosen yet.</exception>
    public async Task EnsureRoomAsync(
        Guid tenantId,
        long bytes,
        CancellationToken cancellationToken
    )
    {
        var place = await PlaceAsync(tenantId, cancellationToken);
        await room.EnsureAsync(place, () => StoreOf(place), bytes, cancellationToken);
    }

    /// <summary>Opens the vault that a snapshot lies in, its plans too.</summary>
    /// <exception cref="Hosting.Problems.ProblemException">
    /// storage-not-connected: the storage was switched since; not-set-up; snapshot-not-found.
    /// </exception>
    public async Task<OpenedVault> OpenOfSnapshotAsync(
        Guid tenantId,
        Guid snapshotId,
        Lease? fence,
        CancellationToken cancellationToken
    ) =>
        await OpenAsync(
            await PlaceOfSnapshotAsync(tenantId, snapshotId, cancellationToken),
            fence,
            // When a restore is wanted is no time to make room first, and what its plan stores is little.
            needsNoRoom: true,
            cancellationToken
        );

    /// <summary>Where a place's blobs of its tenant lie, whether there are any or not.</summary>
    public IBlobStore StoreOf(StoragePlace place)
    {
        if (place.Kind == StorageKind.Managed)
            return new DirectoryBlobStore(RegionFolder(place), place.TenantId);
        var (connectionString, authoritiesPem) = access.Open(place);
        return databasesOfCustomers.Open(connectionString, authoritiesPem, place.TenantId);
    }

    /// <summary>Where that is, for people who look for it with other tools (docs/storage.md).</summary>
    public string LyingAt(StoragePlace place) =>
        place.Kind == StorageKind.Managed
            ? $"the folder {Path.Combine(RegionFolder(place), place.TenantId.ToString("N"))}"
            : $"the documents of {place.Name}, collection {MongoBlobStore.Collection}, of which _id begins with {place.TenantId:N}/";

    private string RegionFolder(StoragePlace place) => paths.Region(place.Region!);

    /// <summary>The tenant's current storage.</summary>
    /// <exception cref="Hosting.Problems.ProblemException">not-set-up: no storage was chosen yet.</exception>
    public async Task<StoragePlace> PlaceAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.CurrentStorageAsync(tenantId, cancellationToken);
    }

    /// <summary>The current storage, if the snapshot lies there.</summary>
    /// <exception cref="Hosting.Problems.ProblemException">storage-not-connected, not-set-up</exception>
    public async Task<StoragePlace> PlaceOfSnapshotAsync(
        Guid tenantId,
        Guid snapshotId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var snapshot =
            await database.Snapshots.SingleOrDefaultAsync(
                row => row.TenantId == tenantId && row.Id == snapshotId,
                cancellationToken
            ) ?? throw SnapshotLookup.NotFound();
        return await database.EnsureConnectedAsync(
            tenantId,
            snapshot.StoragePlaceId,
            cancellationToken
        );
    }

    private async Task<OpenedVault> OpenAsync(
        StoragePlace place,
        Lease? fence,
        bool needsNoRoom,
        CancellationToken cancellationToken
    )
    {
        var store = StoreOf(place);
        if (fence is not null && !needsNoRoom)
            store = new RoomyBlobStore(store, place, room);
        if (fence is not null)
            store = new FencedBlobStore(store, fence);
        var isFirstUse = fence is not null && await IsUnusedAsync(place, cancellationToken);
        var tenantKeys = await keys.OpenAsync(place.TenantId, cancellationToken);
        try
        {
            return new OpenedVault(
                isFirstUse
                    ? await TenantVault.OpenOrCreateAsync(
                        store,
                        tenantKeys,
                        clock,
                        cancellationToken
                    )
                    : await TenantVault.OpenAsync(store, tenantKeys, clock, cancellationToken),
                tenantKeys,
                place.Id
            );
        }
        catch
        {
            tenantKeys.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether a vault may be made in the place. In a database it was made when the database was connected; a region that
    /// holds backups and is empty is not mounted.
    /// </summary>
    private async Task<bool> IsUnusedAsync(StoragePlace place, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return place.Kind == StorageKind.Managed
            && !await database.Snapshots.AnyAsync(
                row => row.TenantId == place.TenantId && row.StoragePlaceId == place.Id,
                cancellationToken
            );
    }
}

/// <summary>A vault and the keys it needs while it is used.</summary>
internal sealed class OpenedVault(TenantVault vault, TenantKeys keys, Guid placeId) : IDisposable
{
    public TenantVault Vault => vault;

    /// <summary>The place that it lies in.</summary>
    public Guid PlaceId => placeId;

    public void Dispose() => keys.Dispose();
}
