using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Backups that were made here and whose record the storage does not have: the vault itself cannot know them.</summary>
internal sealed class LostBackups(AppDatabase database, TimeProvider clock)
{
    /// <returns>Their ids, without those that were given up.</returns>
    public async Task<IReadOnlyList<Guid>> FindAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.GivenUpAt == null
            )
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        var there = await ThereAsync(store, keys, cancellationToken);
        return [.. known.Where(id => !there.Contains(id))];
    }

    /// <summary>One that was given up and whose record is there again, brought back or moved, is a backup like any other.</summary>
    public async Task WelcomeBackAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var givenUp = await database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.GivenUpAt != null
            )
            .ToListAsync(cancellationToken);
        if (givenUp.Count == 0)
            return;
        var there = await ThereAsync(store, keys, cancellationToken);
        var back = givenUp.Where(row => there.Contains(row.Id)).ToList();
        foreach (var row in back)
            row.GivenUpAt = null;
        await SaveAsync(place, back, cancellationToken);
    }

    private static ValueTask<HashSet<Guid>> ThereAsync(
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    ) => new VaultGlance(store, keys).ListAsync(RootKind.Snapshot, cancellationToken);

    /// <summary>Nobody misses them any more. They stay listed, as damaged: plans that were made from them say what was restored.</summary>
    /// <param name="place">Where they lay.</param>
    /// <param name="store">Its blobs.</param>
    /// <param name="keys">Whose vault it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The ids of those that were given up by this call.</returns>
    /// <exception cref="VaultMissingException">The storage is away: nothing was given up.</exception>
    public async Task<IReadOnlyList<Guid>> GiveUpAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var first = await FindAsync(place, store, keys, cancellationToken);
        // A storage that was away while it was listed has lost nothing.
        if (!await new VaultGlance(store, keys).IsThereAsync(cancellationToken))
            throw new VaultMissingException();
        // Looked for twice, as all that is given up: it may have been away for a moment.
        var second = await FindAsync(place, store, keys, cancellationToken);
        var lost = first.Intersect(second).ToList();
        var rows = await database
            .Snapshots.Where(row => row.TenantId == place.TenantId && lost.Contains(row.Id))
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var row in rows)
            (row.GivenUpAt, row.DamagedAt) = (now, row.DamagedAt ?? now);
        await SaveAsync(place, rows, cancellationToken);
        return lost;
    }

    private Task SaveAsync(
        StoragePlace place,
        List<Snapshot> changed,
        CancellationToken cancellationToken
    ) =>
        database.SaveWithLastSnapshotsAsync(
            place.TenantId,
            changed.Select(row => row.SchemaId),
            cancellationToken
        );
}
