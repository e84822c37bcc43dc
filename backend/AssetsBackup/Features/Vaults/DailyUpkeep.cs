using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Once a day, at a minute of its own, each vault that has backups is pruned, expired backups first, and a thirtieth of it is read
/// back. A server that was down at that minute makes up for it.
/// </summary>
internal sealed class DailyUpkeep(
    AppDatabase database,
    RunQueue queue,
    AuditChain chain,
    IOptions<UpkeepOptions> options,
    TimeProvider clock,
    ILogger<DailyUpkeep> logger
)
{
    private const int Slices = 30;

    /// <summary>Queues the runs of every tenant whose minute has come and that has had none since.</summary>
    public async Task QueueDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var connection in await SetUpAsync(cancellationToken))
            try
            {
                await QueueDueAsync(connection, now, cancellationToken);
            }
            catch (Exception lost)
                when (lost is KeyStoreException or IOException or UnauthorizedAccessException)
            {
                // What one customer lacks keeps no other from its upkeep.
                logger.LogError(
                    lost,
                    "The vault of {TenantId} is not kept up",
                    connection.TenantId
                );
            }
    }

    private async Task QueueDueAsync(
        Connection connection,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var due = DailySync.LastMinute(connection.TenantId, now);
        // What was made since has been read back once, and is too young to expire.
        if (!await HadBackupsAsync(connection.TenantId, due, cancellationToken))
            return;
        if (options.Value.Prune)
            await QueueAsync(connection, RunKind.Prune, null, due, cancellationToken);
        if (options.Value.Scrub)
            await QueueAsync(
                connection,
                RunKind.Verify,
                new StartVaultVerify(ReadData: true, SliceOf(due), Slices),
                due,
                cancellationToken
            );
    }

    /// <summary>Each day the next one; that of a day without a server comes in the next thirty.</summary>
    private static int SliceOf(DateTimeOffset due) =>
        DateOnly.FromDateTime(due.UtcDateTime).DayNumber % Slices;

    private Task<List<Connection>> SetUpAsync(CancellationToken cancellationToken) =>
        database
            .Connections.AsNoTracking()
            .Where(connection =>
                connection.DeletedAt == null
                && connection.Role == ConnectionRole.Current
                && database.Tenants.Any(tenant =>
                    tenant.Id == connection.TenantId && tenant.State == TenantState.Active
                )
            )
            .ToListAsync(cancellationToken);

    /// <summary>Whether there was a backup once, by then: what deleted ones left is pruned, too.</summary>
    private Task<bool> HadBackupsAsync(
        Guid tenantId,
        DateTimeOffset due,
        CancellationToken cancellationToken
    ) =>
        database
            .Snapshots.IgnoreQueryFilters()
            .Where(row => row.TenantId == tenantId && row.TakenAt <= due)
            .Select(row => row.TenantId)
            .Concat(
                database
                    .Runs.Where(run =>
                        run.TenantId == tenantId
                        && run.Kind == RunKind.Backup
                        && (run.State == RunState.Succeeded || run.State == RunState.Partial)
                        && run.CreatedAt <= due
                    )
                    .Select(run => run.TenantId)
            )
            .AnyAsync(cancellationToken);

    private async Task QueueAsync(
        Connection connection,
        RunKind kind,
        object? arguments,
        DateTimeOffset due,
        CancellationToken cancellationToken
    )
    {
        if (await HasBeenAsync(connection, kind, due, cancellationToken))
            return;
        // What cannot be told in its audit log is not begun.
        if (!await chain.HasKeyAsync(connection.TenantId, cancellationToken))
            return;
        // Somebody may have begun one meanwhile: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        if (await HasBeenAsync(connection, kind, due, cancellationToken))
            return;
        await queue.StartAsync(
            database,
            new NewRun(connection.TenantId, connection.Id, kind, Run.BySchedule)
            {
                Arguments = arguments,
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether one was begun since, or one from before is still under way; a verification of one backup reads no slice.</summary>
    private Task<bool> HasBeenAsync(
        Connection connection,
        RunKind kind,
        DateTimeOffset due,
        CancellationToken cancellationToken
    ) =>
        database.Runs.AnyAsync(
            run =>
                run.TenantId == connection.TenantId
                && run.Kind == kind
                && run.SnapshotId == null
                && (run.CreatedAt >= due || RunStates.Active.Contains(run.State)),
            cancellationToken
        );
}
