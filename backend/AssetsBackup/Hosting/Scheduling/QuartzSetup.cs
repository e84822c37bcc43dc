using AssetsBackup.Hosting.Database;
using Microsoft.Data.Sqlite;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

internal static class QuartzSetup
{
    /// <summary>Sites served at once by this process; Quartz's own default of 10 would starve the eleventh.</summary>
    private const int SitesAtOnce = 64;

    public static IServiceCollection AddScheduling(
        this IServiceCollection services,
        DataPaths paths
    ) =>
        services
            .AddQuartz(quartz =>
            {
                quartz.UseDefaultThreadPool(SitesAtOnce + 1);
                quartz.UsePersistentStore(store =>
                {
                    store.UseSqlite(SqliteFactory.Instance, DatabaseSetup.ConnectionString(paths));
                    store.ProvisionSchema();
                });
                quartz.ScheduleJob<WakeSitesJob>(
                    trigger =>
                        trigger
                            .WithIdentity("wake-sites")
                            .StartNow()
                            .WithSimpleSchedule(every =>
                                every.WithInterval(WakeSitesJob.Every).RepeatForever()
                            ),
                    job => job.WithIdentity("wake-sites")
                );
                quartz.AddJobType<SiteJob>();
            })
            .AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
}
