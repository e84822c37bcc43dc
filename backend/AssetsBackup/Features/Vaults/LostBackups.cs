using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Backups that were made here and whose record the storage does not have: the vault itself cannot know them.</summary>
internal sealed class LostBackups(AppDatabase database, TimeProvider clock)
{
    // docs/vault-format.md, "Blobs"
    private const string SnapshotRecords = "snapshots/";

    /// <returns>Their ids, without those that were given up.</returns>
    public async Task<IReadOnlyList<Guid>> FindAsync(
        StoragePlace place,
        IBlobStore store,
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
        var there = await store
            .ListAsync(SnapshotRecords, cancellationToken)
            .Select(blob => blob.Name.Split('/')[1])
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return [.. known.Where(id => !there.Contains($"{id:N}"))];
    }

    /// <summary>Nobody misses them any more. They stay listed, as damaged: plans that were made from them say what was restored.</summary>
    /// <returns>The ids of those that were given up by this call.</returns>
    public async Task<IReadOnlyList<Guid>> GiveUpAsync(
        StoragePlace place,
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        var lost = await FindAsync(place, store, cancellationToken);
        var rows = await database
            .Snapshots.Where(row => row.TenantId == place.TenantId && lost.Contains(row.Id))
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var row in rows)
            (row.GivenUpAt, row.DamagedAt) = (now, row.DamagedAt ?? now);
        await database.SaveChangesAsync(cancellationToken);
        return lost;
    }
}
