using System.Linq.Expressions;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>Reads schemas as the grid shows them, with the runs that matter to each and where its last backup lies: a few queries, whatever their number.</summary>
internal static class SchemaViews
{
    private static readonly RunKind[] ShownKinds = [RunKind.Backup, RunKind.Verify];

    public static async Task<IReadOnlyList<SchemaView>> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        Expression<Func<Schema, bool>> which,
        CancellationToken cancellationToken
    )
    {
        var schemas = await database
            .Schemas.AsNoTracking()
            .Where(schema => schema.TenantId == tenantId && schema.RemovedAt == null)
            .Where(which)
            .Join(
                database.Connections,
                schema => schema.ConnectionId,
                site => site.Id,
                (schema, site) => new { schema, site }
            )
            // What was backed up of a removed instance can be restored; a removed site's own schemas leave the grid.
            .Where(row => row.site.DeletedAt == null || row.site.Role == ConnectionRole.Target)
            .OrderBy(row => row.schema.Name)
            .ToListAsync(cancellationToken);
        var ids = schemas.Select(row => row.schema.Id).ToList();
        var active = await database
            .Runs.AsNoTracking()
            .Where(run =>
                run.TenantId == tenantId && run.SchemaId != null && ids.Contains(run.SchemaId.Value)
            )
            .Where(run => RunStates.Active.Contains(run.State) && ShownKinds.Contains(run.Kind))
            .ToListAsync(cancellationToken);
        var lastIds = schemas.Select(row => row.schema.LastBackupRunId).OfType<Guid>().ToList();
        var last = await database
            .Runs.AsNoTracking()
            .Where(run => run.TenantId == tenantId && lastIds.Contains(run.Id))
            .ToDictionaryAsync(run => run.Id, cancellationToken);
        var storage = await StorageAsync(
            database,
            tenantId,
            [.. schemas.Select(row => row.schema.LastSnapshotId).OfType<Guid>()],
            cancellationToken
        );
        var schedules = await database
            .Schedules.AsNoTracking()
            .Where(row => row.TenantId == tenantId && ids.Contains(row.SchemaId))
            .ToDictionaryAsync(row => row.SchemaId, cancellationToken);
        var alarms = await database.OpenAlarmsAsync(tenantId, cancellationToken);
        var activeBySchema = active.ToLookup(run => run.SchemaId);
        return
        [
            .. schemas.Select(row =>
                Of(row.schema, row.site, last, activeBySchema[row.schema.Id], storage) with
                {
                    Schedule = schedules.GetValueOrDefault(row.schema.Id) is { } schedule
                        ? ScheduleView.Of(schedule, row.schema)
                        : null,
                    Alarms = [.. alarms[row.schema.Id]],
                }
            ),
        ];
    }

    /// <summary>Where each of the snapshots lies.</summary>
    private static async Task<Dictionary<Guid, BackupStorage>> StorageAsync(
        AppDatabase database,
        Guid tenantId,
        List<Guid> snapshots,
        CancellationToken cancellationToken
    )
    {
        var places = await StoragePlaces.ReadAsync(database, tenantId, cancellationToken);
        return await database
            .Snapshots.AsNoTracking()
            .Where(row => row.TenantId == tenantId && snapshots.Contains(row.Id))
            .ToDictionaryAsync(
                row => row.Id,
                row => places.Of(row.StoragePlaceId),
                cancellationToken
            );
    }

    private static SchemaView Of(
        Schema schema,
        Connection site,
        Dictionary<Guid, Run> last,
        IEnumerable<Run> active,
        Dictionary<Guid, BackupStorage> storage
    )
    {
        var newest = schema.LastBackupRunId is { } id ? last.GetValueOrDefault(id) : null;
        var running = active.OrderBy(run => run.CreatedAt).FirstOrDefault();
        return new(
            schema.Id,
            schema.AssetsId,
            schema.Name,
            schema.Key,
            site.SiteUrl,
            site.Location(),
            schema.Status,
            schema.StatusReason,
            schema.StatusSince,
            schema.ObjectCount,
            schema.ObjectTypeCount,
            schema.CanManage,
            site.Attachments,
            site.AttachmentsReason,
            schema.LastSnapshotId,
            schema.LastSnapshotAt,
            schema.LastSnapshotId is { } snapshot ? storage.GetValueOrDefault(snapshot) : null,
            newest is null || newest.State.IsActive() ? null : RunView.Of(newest),
            running is null ? null : RunView.Of(running),
            Schedule: null,
            Alarms: []
        );
    }
}
