using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Alarms;

/// <summary>
/// Holds the backups of schemas that a lost database knew: by the default rules those might expire the next night that others, which
/// were lost with it, had kept.
/// </summary>
internal sealed class HoldAttached(RaiseAlarm raise, IdSource ids, TimeProvider clock)
{
    /// <param name="database">A unit of work that adds schemas with their backups; the caller saves.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task RunAsync(AppDatabase database, CancellationToken cancellationToken)
    {
        var schemas = database
            .ChangeTracker.Entries<Schema>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .ToList();
        foreach (var schema in schemas)
            await raise.RunAsync(
                database,
                new Alarm
                {
                    Id = ids.Next(),
                    TenantId = schema.TenantId,
                    SchemaId = schema.Id,
                    Kind = AlarmKind.RulesLost,
                    RaisedAt = clock.GetUtcNow(),
                    BeforeId = schema.LastSnapshotId!.Value,
                    BeforeAt = schema.LastSnapshotAt!.Value,
                    Before = schema.ObjectCount,
                    Now = schema.ObjectCount,
                },
                schema,
                runId: null,
                cancellationToken
            );
    }
}
