using AssetsBackup.Features.Notifications.Watching;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Looks every ten minutes for what no run tells of: overdue backups, tokens that expire.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchJob(WatchBackups backups, WatchTokens tokens, OldNotifications old)
    : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        await backups.RunAsync(cancellationToken);
        await tokens.RunAsync(cancellationToken);
        await old.ForgetAsync(cancellationToken);
    }
}
