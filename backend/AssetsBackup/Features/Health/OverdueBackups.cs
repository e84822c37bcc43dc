using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Health;

/// <summary>
/// Schemas that their schedule should have backed up by now, whatever kept it from it: since a time at which one was due, longer ago than
/// what is allowed, no backup was stored and none came to a good end.
/// </summary>
internal sealed class OverdueBackups(IOptions<HealthOptions> options, TimeProvider clock)
{
    public TimeSpan Allowed => options.Value.OverdueAfter;

    public IQueryable<Schedule> In(AppDatabase database)
    {
        var edge = clock.GetUtcNow() - Allowed;
        return database.Schedules.Where(schedule =>
            schedule.IsEnabled
            && database.Schemas.Any(schema =>
                schema.Id == schedule.SchemaId
                && schema.Status == SchemaStatus.Active
                && database.Connections.Any(connection =>
                    connection.Id == schema.ConnectionId && connection.DeletedAt == null
                )
                && database.Tenants.Any(tenant =>
                    tenant.Id == schema.TenantId && tenant.State == TenantState.Active
                )
                && (
                    schedule.NextAt <= edge
                    || database.PastOccurrences.Any(due =>
                        due.SchemaId == schedule.SchemaId
                        && due.DueAt <= edge
                        // A day on which the schema was not active is nobody's to make up for.
                        && due.Skipped != SkipReason.NotActive
                        && (schema.LastSnapshotAt == null || schema.LastSnapshotAt < due.DueAt)
                        && !database.Runs.Any(run =>
                            run.SchemaId == schedule.SchemaId
                            && run.Kind == RunKind.Backup
                            && run.FinishedAt >= due.DueAt
                            && (
                                run.State == RunState.Succeeded
                                || run.State == RunState.Partial
                                || run.ErrorCode == EmptySchema
                            )
                        )
                    )
                )
            )
        );
    }

    // There is nothing to back up.
    private const string EmptySchema = "schema-empty";
}
