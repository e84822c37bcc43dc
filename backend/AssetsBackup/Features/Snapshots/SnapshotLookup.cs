using AssetsBackup.Doors;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

internal static class SnapshotLookup
{
    /// <exception cref="ProblemException">snapshot-not-found</exception>
    public static async Task<Snapshot> SnapshotAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await database
            .Snapshots.AsNoTracking()
            .SingleOrDefaultAsync(
                snapshot => snapshot.TenantId == caller.TenantId && snapshot.Id == id,
                cancellationToken
            )
        ?? throw NotFound();

    /// <summary>One that a run can be asked to read.</summary>
    /// <exception cref="ProblemException">snapshot-not-found, backup-given-up, storage-not-connected, not-set-up</exception>
    public static async Task<Snapshot> ReadableSnapshotAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await database.SnapshotAsync(caller, id, cancellationToken);
        snapshot.EnsureNotGivenUp();
        await database.EnsureConnectedAsync(
            caller.TenantId,
            snapshot.StoragePlaceId,
            cancellationToken
        );
        return snapshot;
    }

    /// <summary>Looks once more, in the transaction that is to rely on it.</summary>
    /// <exception cref="ProblemException">snapshot-not-found: it was deleted meanwhile.</exception>
    public static async Task EnsureThereAsync(
        this AppDatabase database,
        Guid tenantId,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (
            !await database.Snapshots.AnyAsync(
                snapshot => snapshot.TenantId == tenantId && snapshot.Id == id,
                cancellationToken
            )
        )
            throw NotFound();
    }

    /// <exception cref="ProblemException">backup-given-up</exception>
    public static void EnsureNotGivenUp(this Snapshot snapshot)
    {
        if (snapshot.GivenUpAt is { } at)
            throw new ProblemException(
                new Problem(
                    "backup-given-up",
                    StatusCodes.Status409Conflict,
                    $"The backup was given up on {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: nothing of it can be read",
                    "Choose another one. If its record was brought back from a copy, a verification of all backups (assets-backup verify) takes it up again."
                )
            );
    }

    public static ProblemException NotFound() =>
        new(
            new Problem(
                "snapshot-not-found",
                StatusCodes.Status404NotFound,
                "There is no such backup",
                "It may have been deleted."
            )
        );
}
