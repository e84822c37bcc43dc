using System.Text.Json;
using AssetsBackup.Doors;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications;

/// <summary>Something that a tenant's channels are to be told of.</summary>
/// <param name="Subject">What it is about: of the same a channel is told once.</param>
/// <param name="Path">The app's page that shows more.</param>
internal sealed record Notice(
    Guid TenantId,
    NotificationEvent Event,
    string Subject,
    NotificationContent Content,
    string Path = "/"
);

/// <summary>Puts messages into the outbox, in the unit of work that saves what they tell of.</summary>
internal sealed class Notices(IEnumerable<IAppPages> pages, IdSource ids, TimeProvider clock)
{
    /// <summary>Adds one message for each channel that wants the event; the caller saves.</summary>
    public async Task AddAsync(
        AppDatabase database,
        Notice notice,
        CancellationToken cancellationToken
    )
    {
        var channels = await database
            .NotificationChannels.AsNoTracking()
            .Where(channel => channel.TenantId == notice.TenantId)
            .ToListAsync(cancellationToken);
        var wanting = channels.FindAll(channel => channel.Wanted.Contains(notice.Event));
        if (wanting.Count == 0)
            return;
        var told = await database
            .Notifications.Where(row =>
                row.TenantId == notice.TenantId && row.Subject == notice.Subject
            )
            .Select(row => row.ChannelId)
            .ToListAsync(cancellationToken);
        var content = JsonSerializer.Serialize(
            notice.Content with
            {
                Link = await LinkAsync(database, notice, cancellationToken),
            },
            JsonSerializerOptions.Web
        );
        var now = clock.GetUtcNow();
        foreach (var channel in wanting.Where(channel => !told.Contains(channel.Id)))
            database.Notifications.Add(
                new Notification
                {
                    Id = ids.Next(),
                    TenantId = notice.TenantId,
                    ChannelId = channel.Id,
                    Event = notice.Event,
                    Subject = notice.Subject,
                    Content = content,
                    CreatedAt = now,
                    NextAt = now,
                }
            );
    }

    /// <summary>The address of the site that a message is about; null where its connection is not stored yet.</summary>
    public static Task<string?> SiteAsync(
        AppDatabase database,
        Guid tenantId,
        Guid connectionId,
        CancellationToken cancellationToken
    ) =>
        database
            .Connections.Where(connection =>
                connection.TenantId == tenantId && connection.Id == connectionId
            )
            .Select(connection => connection.SiteUrl)
            .SingleOrDefaultAsync(cancellationToken);

    private async Task<string?> LinkAsync(
        AppDatabase database,
        Notice notice,
        CancellationToken cancellationToken
    )
    {
        foreach (var door in pages)
            if (
                await door.FindAsync(database, notice.TenantId, notice.Path, cancellationToken) is
                { } link
            )
                return link;
        return null;
    }
}
