using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <summary>
/// Deletes backups, by hand or by rule. The row is marked first, then the record goes from the vault, then the row: one whose record
/// is gone is marked, so nobody takes it for lost, and one that is only marked is deleted to its end by the next pruning.
/// </summary>
internal sealed class SnapshotDeletion(AppDatabase database, TimeProvider clock)
{
    /// <summary>A run that reads the backup or adds to it, or that reads them all; null where there is none.</summary>
    /// <param name="tenantId">Whose it is.</param>
    /// <param name="snapshot">The backup.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public Task<RunKind?> UsedByAsync(
        Guid tenantId,
        Snapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        database
            .Runs.Where(run =>
                run.TenantId == tenantId
                && RunStates.Active.Contains(run.State)
                && (
                    run.SnapshotId == snapshot.Id
                    // What it adds to has its own id.
                    || run.Id == snapshot.Id
                    // It may build on the newest whole one. One that waits, for room perhaps, reads anew what is gone then.
                    || (
                        run.Kind == RunKind.Backup
                        && run.SchemaId == snapshot.SchemaId
                        && run.State != RunState.Paused
                        && !database.Snapshots.Any(newer =>
                            newer.TenantId == tenantId
                            && newer.SchemaId == snapshot.SchemaId
                            && newer.TakenAt > snapshot.TakenAt
                            && newer.State == SnapshotState.Complete
                            && newer.DamagedAt == null
                            && newer.GivenUpAt == null
                        )
                    )
                    // One that waits for its turn does not see it.
                    || (
                        run.Kind == RunKind.Verify
                        && run.SnapshotId == null
                        && run.State != RunState.Queued
                    )
                )
            )
            .OrderBy(run => run.CreatedAt)
            .Select(run => (RunKind?)run.Kind)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>As the other, of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="withBackups">Whether its backups are meant, too.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public Task<RunKind?> UsedByAsync(
        Schema schema,
        bool withBackups,
        CancellationToken cancellationToken
    ) =>
        database
            .Runs.Where(run =>
                run.TenantId == schema.TenantId
                && RunStates.Active.Contains(run.State)
                && (
                    run.SchemaId == schema.Id
                    || (
                        withBackups
                        && (
                            (
                                run.Kind == RunKind.Verify
                                && run.SnapshotId == null
                                && run.State != RunState.Queued
                            )
                            || database.Snapshots.Any(snapshot =>
                                snapshot.TenantId == schema.TenantId
                                && snapshot.SchemaId == schema.Id
                                && snapshot.Id == run.SnapshotId
                            )
                        )
                    )
                )
            )
            .OrderBy(run => run.CreatedAt)
            .Select(run => (RunKind?)run.Kind)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Marks all backups of a schema, in the caller's transaction: the caller has looked whether a run uses one, and saves.</summary>
    /// <exception cref="ProblemException">backup-pinned: none is marked.</exception>
    public async Task<IReadOnlyList<Snapshot>> MarkAllAsync(
        Schema schema,
        string by,
        CancellationToken cancellationToken
    )
    {
        var all = await database
            .Snapshots.Where(row => row.TenantId == schema.TenantId && row.SchemaId == schema.Id)
            .OrderBy(row => row.TakenAt)
            .ToListAsync(cancellationToken);
        if (all.Count(row => row.IsPinned) is > 0 and var pinned)
            throw SchemaProblems.HasPinnedBackups(pinned);
        foreach (var snapshot in all)
        {
            snapshot.DeletedAt = clock.GetUtcNow();
            Tell(snapshot, by, AuditAction.SnapshotDeleted);
        }
        return all;
    }

    /// <summary>Deletes one that the caller has read from the database. What only it needed is freed by pruning, later.</summary>
    /// <param name="snapshot">The backup.</param>
    /// <param name="vault">Where it lies.</param>
    /// <param name="by">Who wants it, as the audit log tells it.</param>
    /// <param name="expired">The rules that do not keep it; null where a person deletes it.</param>
    /// <param name="isStillExpired">Looks once more, where nothing changes any more what is decided by; null where a person deletes it.</param>
    /// <param name="cancellationToken">What broke off is brought to its end by the next pruning.</param>
    /// <exception cref="ProblemException">backup-pinned, backup-in-use, backup-held: nothing was changed.</exception>
    /// <exception cref="VaultDamagedException">What was said of it cannot be read: it may be pinned. Nothing was changed.</exception>
    public async Task DeleteAsync(
        Snapshot snapshot,
        TenantVault vault,
        string by,
        RetentionPolicy? expired,
        Func<Task<bool>>? isStillExpired,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync(snapshot, by, expired, isStillExpired, cancellationToken);
        if (!await EndAsync(snapshot, vault, by, cancellationToken))
            throw SnapshotProblems.Pinned();
    }

    /// <summary>Brings deletions in a place to their end that broke off, by a kill or a storage that was away.</summary>
    public async Task FinishAsync(
        StoragePlace place,
        TenantVault vault,
        string by,
        CancellationToken cancellationToken
    )
    {
        var marked = await database
            .Snapshots.IgnoreQueryFilters()
            .Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.DeletedAt != null
            )
            .ToListAsync(cancellationToken);
        foreach (var snapshot in marked)
            await EndAsync(snapshot, vault, by, cancellationToken);
    }

    /// <summary>No run that uses it can be queued between the look and the mark.</summary>
    private async Task MarkAsync(
        Snapshot snapshot,
        string by,
        RetentionPolicy? expired,
        Func<Task<bool>>? isStillExpired,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        // Somebody may have pinned or deleted it since it was read.
        var now =
            await database
                .Snapshots.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.TenantId == snapshot.TenantId && row.Id == snapshot.Id,
                    cancellationToken
                )
            ?? throw SnapshotLookup.NotFound();
        if (now.IsPinned)
            throw SnapshotProblems.Pinned();
        if (await UsedByAsync(snapshot.TenantId, snapshot, cancellationToken) is { } kind)
            throw SnapshotProblems.InUse(kind);
        // Others may have been deleted since the rules were asked, an alarm raised, a plan made, or the rules changed.
        if (isStillExpired is not null && !await isStillExpired())
            throw SnapshotProblems.Held();
        snapshot.DeletedAt = clock.GetUtcNow();
        if (expired is null)
            Tell(snapshot, by, AuditAction.SnapshotDeleted);
        else
            Tell(
                snapshot,
                by,
                AuditAction.SnapshotExpired,
                AuditValue.Of("Kept", expired.InWords())
            );
        await database.SaveInTransactionAsync(
            snapshot.TenantId,
            [snapshot.SchemaId],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes one that is marked from the vault.</summary>
    /// <returns>False where the vault knows it as pinned: it has changed nothing, and the backup is there again.</returns>
    /// <exception cref="VaultDamagedException">What was said of it cannot be read: it may be pinned. The backup is there again.</exception>
    public async Task<bool> EndAsync(
        Snapshot snapshot,
        TenantVault vault,
        string by,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await vault.DeleteAsync(RootKind.Snapshot, snapshot.Id, cancellationToken);
        }
        catch (RootPinnedException)
        {
            snapshot.IsPinned = true;
            await UnmarkAsync(snapshot, by, cancellationToken);
            return false;
        }
        catch (VaultDamagedException)
        {
            await UnmarkAsync(snapshot, by, cancellationToken);
            throw;
        }
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        // Plans that were made from it say what was restored: for them the row stays.
        if (await HasPlansAsync(snapshot, cancellationToken))
            return true;
        database.Snapshots.Remove(snapshot);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task<bool> HasPlansAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        database.Plans.AnyAsync(
            plan => plan.TenantId == snapshot.TenantId && plan.SnapshotId == snapshot.Id,
            cancellationToken
        );

    private void Tell(Snapshot snapshot, string by, AuditAction action, params AuditValue[] more) =>
        database.Audit(
            new AuditNote(
                snapshot.TenantId,
                by,
                action,
                AuditSubject.Snapshot(snapshot.Id),
                [AuditValue.Of("Taken at", snapshot.TakenAt.ToString("u")), .. more]
            )
        );

    private async Task UnmarkAsync(
        Snapshot snapshot,
        string by,
        CancellationToken cancellationToken
    )
    {
        snapshot.DeletedAt = null;
        Tell(snapshot, by, AuditAction.SnapshotKept);
        // It may have been deleted from the app, with all its backups.
        var schema = await database.Schemas.SingleAsync(
            row => row.TenantId == snapshot.TenantId && row.Id == snapshot.SchemaId,
            cancellationToken
        );
        schema.RemovedAt = null;
        await database.SaveWithLastSnapshotsAsync(
            snapshot.TenantId,
            [snapshot.SchemaId],
            cancellationToken
        );
    }
}
