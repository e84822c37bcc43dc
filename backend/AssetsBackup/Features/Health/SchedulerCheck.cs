using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace AssetsBackup.Features.Health;

/// <summary>The scheduler of this process runs.</summary>
internal sealed class SchedulerCheck(IServiceProvider services) : IHealthCheck
{
    public const string Name = "scheduler";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        // A process that is no server has none.
        var scheduler = services.GetService<ISchedulerFactory>() is { } factory
            ? await factory.GetScheduler(cancellationToken)
            : null;
        return scheduler?.Status == SchedulerStatus.Running
            ? HealthCheckResult.Healthy()
            : Finding.Unhealthy(
                "scheduler-not-running",
                "The scheduler does not run: nothing queued or scheduled begins. Where the server is not just starting or ending, start it again."
            );
    }
}
