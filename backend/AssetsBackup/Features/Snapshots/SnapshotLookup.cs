using AssetsBackup.Doors;
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
