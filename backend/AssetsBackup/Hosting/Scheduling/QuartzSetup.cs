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
                Repeat<WakeSitesJob>(quartz, "wake-sites", WakeSitesJob.Every);
                Repeat<DailySyncJob>(quartz, "daily-sync", DailySyncJob.Every);
                quartz.AddJobType<SiteJob>();
            })
            .AddQuartzHostedService(host => host.WaitForJobsToComplete = true);

    private static void Repeat<TJob>(IQuartzBuilder quartz, string name, TimeSpan every)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger =>
                trigger
                    .WithIdentity(name)
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()),
            job => job.WithIdentity(name)
        );
}
