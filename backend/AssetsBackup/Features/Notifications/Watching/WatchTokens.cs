using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications.Watching;

/// <summary>Warns of tokens that expire in 30, 7 and 1 days, where it is known when they do (product C5).</summary>
internal sealed class WatchTokens(AppDatabase database, Notices notices, TimeProvider clock)
{
    private static readonly int[] WarnedDaysAhead = [1, 7, 30];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var last = today.AddDays(WarnedDaysAhead[^1]);
        var expiring = await database
            .Connections.AsNoTracking()
            .Where(connection =>
                connection.DeletedAt == null
                && connection.TokenExpiresOn >= today
                && connection.TokenExpiresOn <= last
                && database.Tenants.Any(tenant =>
                    tenant.Id == connection.TenantId && tenant.State == TenantState.Active
                )
            )
            .ToListAsync(cancellationToken);
        foreach (var connection in expiring)
        {
            await notices.AddAsync(database, NoticeOf(connection, today), cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
        }
    }

    private static Notice NoticeOf(Connection connection, DateOnly today)
    {
        var expires = connection.TokenExpiresOn!.Value;
        var days = expires.DayNumber - today.DayNumber;
        var ahead = Array.Find(WarnedDaysAhead, ahead => days <= ahead);
        var when = days == 0 ? "today" : $"in {Words.Count(days, "day")}";
        return new Notice(
            connection.TenantId,
            NotificationEvent.TokenExpires,
            $"token {connection.Id:N} {expires:yyyy-MM-dd} {ahead}",
            new NotificationContent(
                $"The token of {connection.Name} expires {when}",
                $"The token or password by which {connection.SiteUrl} is read expires on {expires:yyyy-MM-dd}. Make a new one and enter it before: after that no backup can be made. Nothing is lost by the change.",
                connection.SiteUrl
            ),
            connection.Role == ConnectionRole.Current
                ? "/settings/connection"
                : $"/settings/targets/{connection.Id}/token"
        );
    }
}
