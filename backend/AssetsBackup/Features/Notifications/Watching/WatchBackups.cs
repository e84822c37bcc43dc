using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications.Watching;

/// <summary>
/// Looks for schemas whose newest good backup is older than their schedule implies, whatever the reason: a run that hangs, a
/// scheduler that stands still, a backup that waits for a token. Nobody would tell of those otherwise.
/// </summary>
internal sealed class WatchBackups(
    AppDatabase database,
    Notices notices,
    IOptions<NotificationOptions> options,
    TimeProvider clock
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var late = clock.GetUtcNow() - options.Value.OverdueAfter;
        foreach (var overdue in await FindAsync(late, cancellationToken))
        {
            await notices.AddAsync(database, NoticeOf(overdue), cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
        }
    }

    private async Task<IReadOnlyList<Overdue>> FindAsync(
        DateTimeOffset late,
        CancellationToken cancellationToken
    )
    {
        var scheduled = await database
            .Schedules.Where(schedule =>
                schedule.IsEnabled
                && database.Tenants.Any(tenant =>
                    tenant.Id == schedule.TenantId && tenant.State == TenantState.Active
                )
            )
            .Join(
                database.Schemas.Where(schema => schema.Status == SchemaStatus.Active),
                schedule => schedule.SchemaId,
                schema => schema.Id,
                (schedule, schema) => new { schedule, schema }
            )
            .Join(
                database.Connections.Where(connection => connection.DeletedAt == null),
                both => both.schema.ConnectionId,
                connection => connection.Id,
                (both, connection) =>
                    new Overdue(
                        both.schema.TenantId,
                        both.schema.Id,
                        both.schema.Key,
                        both.schema.Name,
                        connection.SiteUrl,
                        both.schema.LastSnapshotAt,
                        both.schedule.NextAt,
                        database
                            .PastOccurrences.Where(past =>
                                past.TenantId == both.schema.TenantId
                                && past.SchemaId == both.schema.Id
                                && past.DueAt <= late
                                && past.Skipped != SkipReason.NotActive
                            )
                            .Max(past => (DateTimeOffset?)past.DueAt)
                    )
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. scheduled
                .Select(one => one with { NextAt = one.NextAt <= late ? one.NextAt : null })
                .Where(one => one.DueAt is { } due && !(one.LastGoodAt >= due)),
        ];
    }

    private static Notice NoticeOf(Overdue one) =>
        new(
            one.TenantId,
            NotificationEvent.BackupOverdue,
            // Once for each good backup that another one should have followed.
            $"overdue {one.SchemaId:N} {one.LastGoodAt?.UtcTicks}",
            new NotificationContent(
                $"{NotificationEvent.BackupOverdue.InWords()}: {one.Name} ({one.Key})",
                $"The backup that was due on {one.DueAt:yyyy-MM-dd HH:mm} UTC has not come to a good end. "
                    + (
                        one.LastGoodAt is { } good
                            ? $"The last good backup is of {good:yyyy-MM-dd HH:mm} UTC. "
                            : "There is no good backup yet. "
                    )
                    + "See in Activity whether one waits for something or has failed, then choose Backup now.",
                one.SiteUrl
            )
            {
                Schema = new NotifiedSchema(one.SchemaId, one.Key, one.Name),
            },
            $"/schemas/{one.SchemaId}"
        );

    /// <param name="NextAt">An occurrence that nobody has taken up; null where it is not late.</param>
    /// <param name="TakenAt">When the last one was due that was taken up and is late by now.</param>
    private sealed record Overdue(
        Guid TenantId,
        Guid SchemaId,
        string Key,
        string Name,
        string SiteUrl,
        DateTimeOffset? LastGoodAt,
        DateTimeOffset? NextAt,
        DateTimeOffset? TakenAt
    )
    {
        public DateTimeOffset? DueAt => NextAt > TakenAt ? NextAt : TakenAt ?? NextAt;
    }
}
