using AssetsBackup.Features.Vaults;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Looks each minute which vaults are to be pruned and read back.</summary>
[DisallowConcurrentExecution]
internal sealed class DailyUpkeepJob(DailyUpkeep upkeep) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => await upkeep.QueueDueAsync(cancellationToken);
}
