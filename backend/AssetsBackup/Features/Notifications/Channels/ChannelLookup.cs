using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications.Channels;

internal static class ChannelLookup
{
    /// <exception cref="ProblemException">channel-not-found</exception>
    public static async Task<NotificationChannel> ChannelAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await database.NotificationChannels.SingleOrDefaultAsync(
            channel => channel.TenantId == caller.TenantId && channel.Id == id,
            cancellationToken
        ) ?? throw ChannelProblems.NotFound();

    /// <exception cref="ProblemException">channel-name-taken</exception>
    public static async Task EnsureNameIsFreeAsync(
        this AppDatabase database,
        Caller caller,
        string name,
        Guid? besides,
        CancellationToken cancellationToken
    )
    {
        var others = await database
            .NotificationChannels.Where(channel =>
                channel.TenantId == caller.TenantId && channel.Id != besides
            )
            .Select(channel => channel.Name)
            .ToListAsync(cancellationToken);
        if (others.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw ChannelProblems.NameTaken(name);
    }
}
