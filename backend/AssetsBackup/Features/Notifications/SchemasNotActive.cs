using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications;

/// <summary>Tells of schemas that stop being active, all of one unit of work in one message.</summary>
internal sealed class SchemasNotActive(Notices notices)
{
    private const int Named = 10;

    /// <summary>Adds the message of the schemas that were active before this unit of work and are not any more; the caller saves.</summary>
    public async Task AddAsync(
        AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var stopped = database
            .ChangeTracker.Entries<Schema>()
            .Where(entry =>
                entry.State == EntityState.Modified
                && entry.Property(schema => schema.Status).OriginalValue == SchemaStatus.Active
                && entry.Entity.Status != SchemaStatus.Active
                && entry.Entity.TenantId == tenantId
            )
            .Select(entry => entry.Entity)
            .OrderBy(schema => schema.Name, StringComparer.Ordinal)
            .ToList();
        if (stopped.Count == 0)
            return;
        var first = stopped[0];
        await notices.AddAsync(
            database,
            new Notice(
                tenantId,
                NotificationEvent.SchemaNotActive,
                $"schema {first.Id:N} {first.StatusSince?.UtcTicks}",
                new NotificationContent(
                    stopped.Count == 1
                        ? $"Schema not active: {first.Name} ({first.Key})"
                        : $"{Words.Count(stopped.Count, "schema")} not active",
                    await TextAsync(database, tenantId, stopped, cancellationToken),
                    await Notices.SiteAsync(
                        database,
                        first.TenantId,
                        first.ConnectionId,
                        cancellationToken
                    )
                )
                {
                    Schema =
                        stopped.Count == 1
                            ? new NotifiedSchema(first.Id, first.Key, first.Name)
                            : null,
                    State = stopped.Count == 1 ? first.Status.InWords().ToLowerInvariant() : null,
                }
            ),
            cancellationToken
        );
    }

    private static async Task<string> TextAsync(
        AppDatabase database,
        Guid tenantId,
        IReadOnlyList<Schema> stopped,
        CancellationToken cancellationToken
    )
    {
        var ids = stopped.Select(schema => schema.Id).ToList();
        var scheduled = await database
            .Schedules.Where(schedule =>
                schedule.TenantId == tenantId
                && schedule.IsEnabled
                && ids.Contains(schedule.SchemaId)
            )
            .Select(schedule => schedule.SchemaId)
            .ToListAsync(cancellationToken);
        var lines = stopped
            .Take(Named)
            .Select(schema =>
                $"{schema.Name} ({schema.Key}) is {schema.Status.InWords().ToLowerInvariant()}: {schema.StatusReason}"
                + (
                    scheduled.Contains(schema.Id)
                        ? " Its schedule is paused until it is active again."
                        : ""
                )
            );
        return string.Join('\n', lines)
            + (stopped.Count > Named ? $"\nAnd {stopped.Count - Named} more." : "")
            + "\nBackups that were made before can be restored.";
    }
}
