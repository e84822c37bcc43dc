using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// Takes up what a schedule is due for: the latest time that has come, once. What was missed before it, while no server ran, is not
/// made up for one by one.
/// </summary>
internal sealed class DueSchedules(
    AppDatabase database,
    BackupStart backups,
    AuditChain chain,
    TimeProvider clock,
    ILogger<DueSchedules> logger
)
{
    /// <summary>Does nothing where the schedule is not due: it was changed meanwhile, or another node was first.</summary>
    public async Task TakeAsync(Guid schemaId, CancellationToken cancellationToken)
    {
        // Of two that come at once one sees what the other did: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var now = clock.GetUtcNow();
        var schedule = await database.Schedules.SingleOrDefaultAsync(
            row => row.SchemaId == schemaId && row.NextAt <= now,
            cancellationToken
        );
        if (schedule is null)
            return;
        if (schedule.LatestDue(now) is { } due)
            await TakeAsync(schedule, due, now, cancellationToken);
        schedule.DueAt(await NextOccurrence.AfterAsync(database, schedule, now, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task TakeAsync(
        Schedule schedule,
        Occurrence due,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var date = due.Date.ToDateOnly();
        if (
            await database.PastOccurrences.AnyAsync(
                past =>
                    past.TenantId == schedule.TenantId
                    && past.SchemaId == schedule.SchemaId
                    && past.Date == date,
                cancellationToken
            )
        )
        {
            logger.LogWarning(
                "The schedule of schema {SchemaId} has had its backup of {Date}",
                schedule.SchemaId,
                date
            );
            return;
        }
        var taken = new PastOccurrence
        {
            SchemaId = schedule.SchemaId,
            TenantId = schedule.TenantId,
            Date = date,
            DueAt = due.At.ToDateTimeOffset(),
            TakenAt = now,
        };
        database.PastOccurrences.Add(taken);
        Measured.ScheduleLateness.Record((now - taken.DueAt).TotalSeconds);
        await BeginAsync(schedule, taken, cancellationToken);
        if (taken.Skipped is { } why)
            logger.LogInformation(
                "The backup of schema {SchemaId} on {Date} is skipped: {Reason}",
                schedule.SchemaId,
                date,
                why
            );
    }

    private async Task BeginAsync(
        Schedule schedule,
        PastOccurrence taken,
        CancellationToken cancellationToken
    )
    {
        if (await ActiveAsync(schedule, cancellationToken) is not { } schema)
        {
            taken.Skipped = SkipReason.NotActive;
            return;
        }
        if (!await chain.HasKeyAsync(schedule.TenantId, cancellationToken))
        {
            taken.Skipped = SkipReason.NoKey;
            return;
        }
        var run = await backups.AddAsync(
            database,
            schema,
            schedule.BackupArguments(),
            Run.BySchedule,
            cancellationToken
        );
        (taken.RunId, taken.Skipped) = (run?.Id, run is null ? SkipReason.Busy : null);
    }

    private Task<Schema?> ActiveAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.Schemas.SingleOrDefaultAsync(
            schema =>
                schema.TenantId == schedule.TenantId
                && schema.Id == schedule.SchemaId
                && schema.Status == SchemaStatus.Active
                && database.Connections.Any(connection =>
                    connection.Id == schema.ConnectionId && connection.DeletedAt == null
                )
                && database.Tenants.Any(tenant =>
                    tenant.Id == schema.TenantId && tenant.State == TenantState.Active
                ),
            cancellationToken
        );
}
