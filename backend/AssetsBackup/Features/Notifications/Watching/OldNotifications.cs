using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications.Watching;

/// <summary>Forgets messages that were delivered or given up long ago.</summary>
internal sealed class OldNotifications(AppDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Kept;
        await database
            .Notifications.Where(row =>
                row.State != NotificationState.Pending && row.CreatedAt < old
            )
            .ExecuteDeleteAsync(cancellationToken);
    }
}
