using System.Linq.Expressions;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <summary>Reads snapshots as lists show them.</summary>
internal static class SnapshotViews
{
    /// <returns>The newest first.</returns>
    public static async Task<IReadOnlyList<SnapshotView>> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        Expression<Func<Snapshot, bool>> which,
        CancellationToken cancellationToken
    )
    {
        // Before the snapshots: a run that ends meanwhile has told what it made.
        var running = await database
            .Runs.Where(run =>
                run.TenantId == tenantId
                && run.Kind == RunKind.Backup
                && RunStates.Active.Contains(run.State)
            )
            .Select(run => run.Id)
            .ToListAsync(cancellationToken);
        var snapshots = await database
            .Snapshots.AsNoTracking()
            .Where(row => row.TenantId == tenantId)
            .Where(which)
            .OrderByDescending(row => row.TakenAt)
            .ToListAsync(cancellationToken);
        var places = await StoragePlaces.ReadAsync(database, tenantId, cancellationToken);
        return [.. snapshots.Select(row => SnapshotView.Of(row, places, running.Contains(row.Id)))];
    }
}
