using AssetsBackup.Features.Schemas;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Looks each minute which connections are to be synced.</summary>
[DisallowConcurrentExecution]
internal sealed class DailySyncJob(DailySync sync) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => await sync.QueueDueAsync(cancellationToken);
}
