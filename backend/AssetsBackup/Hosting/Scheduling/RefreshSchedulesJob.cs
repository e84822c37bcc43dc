using AssetsBackup.Features.Schedules;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Looks at the start, and then each hour, whether schedules still fit what is around them.</summary>
[DisallowConcurrentExecution]
internal sealed class RefreshSchedulesJob(RefreshSchedules schedules) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => await schedules.RunAsync(cancellationToken);
}
