using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>Schedules what a sync has found new, where an admin wants that (product D6).</summary>
internal sealed class NewSchemas(RecommendedSchedules recommended)
{
    /// <param name="database">The sync's unit of work, whose transaction has begun; the sync saves.</param>
    /// <param name="changes">What it has found out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ScheduleAsync(
        AppDatabase database,
        SchemaChanges changes,
        CancellationToken cancellationToken
    )
    {
        var schemas = changes.Fresh.Where(schema => schema.Status.CanBeBackedUp()).ToList();
        if (schemas.Count == 0)
            return;
        var tenantId = schemas[0].TenantId;
        var tenant = await database.Tenants.SingleAsync(
            row => row.Id == tenantId,
            cancellationToken
        );
        if (tenant.DefaultScheduleZone is not { } name || TimeZones.Find(name) is not { } zone)
            return;
        await database.SaveChangesAsync(cancellationToken);
        if (
            !await recommended.GiveAsync(
                database,
                schemas,
                zone,
                tenant.DefaultScheduleBy!,
                cancellationToken
            )
        )
            changes.Tell(
                "New schemas are without a schedule: each time of the day is reserved",
                RunLogLevel.Warning
            );
    }
}
