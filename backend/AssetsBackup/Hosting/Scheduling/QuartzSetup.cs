using AssetsBackup.Hosting.Database;
using Microsoft.Data.Sqlite;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

internal static class QuartzSetup
{
    /// <summary>Sites served at once by this process; Quartz's own default of 10 would starve the eleventh.</summary>
    private const int SitesAtOnce = 64;

    /// <summary>So that sites, however many, keep no other job waiting.</summary>
    private const int OtherJobsAtOnce = 4;

    public static IServiceCollection AddScheduling(
        this IServiceCollection services,
        DataPaths paths
    ) =>
        services
            .AddQuartz(quartz =>
            {
                quartz.UseDefaultThreadPool(SitesAtOnce + OtherJobsAtOnce);
                quartz.UsePersistentStore(store =>
                {
                    store.UseSqlite(SqliteFactory.Instance, DatabaseSetup.ConnectionString(paths));
                    store.ProvisionSchema();
                });
                Repeat<WakeSitesJob>(quartz, "wake-sites", WakeSitesJob.Every);
                Repeat<DailySyncJob>(quartz, "daily-sync", DailySyncJob.Every);
                Repeat<ArmSchedulesJob>(quartz, "arm-schedules", ArmSchedulesJob.Every);
                Repeat<RefreshSchedulesJob>(quartz, "refresh-schedules", RefreshSchedulesJob.Every);
                quartz.AddJobType<SiteJob>();
                quartz.AddJob<ScheduleJob>(job => job.WithIdentity(ScheduleJob.Key).StoreDurably());
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
