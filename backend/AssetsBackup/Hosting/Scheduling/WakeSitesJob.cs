using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Wakes the job of each site with runs to do: queued ones, paused ones whose time has come, and ones whose process died.</summary>
[DisallowConcurrentExecution]
internal sealed class WakeSitesJob(AppDatabase database, DatabaseTime time) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        var now = await time.NowAsync(database, cancellationToken);
        var served = database
            .SiteLeases.Where(lease => lease.Until > now)
            .Select(lease => lease.ConnectionId);
        var sites = await database
            .Runs.ToGoOnWith(now)
            .Select(run => run.ConnectionId)
            .Distinct()
            .Where(site => !served.Contains(site))
            .ToListAsync(cancellationToken);
        foreach (var site in sites)
        {
            await context.Scheduler.AddJob(
                SiteJob.DetailOf(site),
                new AddJobOptions { Replace = true },
                cancellationToken
            );
            await context.Scheduler.TriggerJob(
                SiteJob.KeyOf(site),
                cancellationToken: cancellationToken
            );
        }
    }
}
