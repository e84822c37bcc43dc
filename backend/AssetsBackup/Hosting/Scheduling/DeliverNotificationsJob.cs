using AssetsBackup.Features.Notifications.Delivery;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Delivers what channels are to be told of.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliverNotificationsJob(DeliverNotifications notifications) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => await notifications.RunAsync(cancellationToken);
}
