using AssetsBackup.Features.Runs;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Serves one connection's site. One key a site, so Quartz never runs two of it at once.</summary>
[DisallowConcurrentExecution]
internal sealed class SiteJob(SiteRunner runner) : IJob
{
    private const string Group = "sites";

    public static JobKey KeyOf(Guid connectionId) => new(connectionId.ToString("N"), Group);

    public static IJobDetail DetailOf(Guid connectionId) =>
        JobBuilder
            .Create<SiteJob>()
            .WithIdentity(KeyOf(connectionId))
            .StoreDurably()
            .RequestRecovery()
            .Build();

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) =>
        await runner.DrainAsync(
            Guid.ParseExact(context.JobDetail.Key.Name, "N"),
            cancellationToken
        );
}
