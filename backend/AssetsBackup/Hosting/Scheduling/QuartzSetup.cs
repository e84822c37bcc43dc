using AssetsBackup.Hosting.Database;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

internal static class QuartzSetup
{
    /// <summary>Sites served at once by this process; Quartz's own default of 10 would starve the eleventh.</summary>
    private const int SitesAtOnce = 64;

    /// <summary>So that sites, however many, keep no other job waiting.</summary>
    private const int OtherJobsAtOnce = 4;

    /// <summary>How often a node tells the others that it lives.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    /// <summary>How much later than that it may, before the others take over what it did.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    public static IServiceCollection AddScheduling(
        this IServiceCollection services,
        DatabasePlace place
    ) =>
        services
            .AddQuartz(quartz =>
            {
                quartz.UseDefaultThreadPool(SitesAtOnce + OtherJobsAtOnce);
                quartz.UsePersistentStore(store =>
                {
                    Use(store, place);
                    store.ProvisionSchema();
                });
                Repeat<WakeSitesJob>(quartz, "wake-sites", WakeSitesJob.Every);
                Repeat<DailySyncJob>(quartz, "daily-sync", DailySyncJob.Every);
                Repeat<DailyUpkeepJob>(quartz, "daily-upkeep", DailyUpkeepJob.Every);
                Repeat<ArmSchedulesJob>(quartz, "arm-schedules", ArmSchedulesJob.Every);
                Repeat<RefreshSchedulesJob>(quartz, "refresh-schedules", RefreshSchedulesJob.Every);
                Repeat<DeliverNotificationsJob>(
                    quartz,
                    "deliver-notifications",
                    DeliverNotificationsJob.Every
                );
                Repeat<WatchJob>(quartz, "watch", WatchJob.Every);
                quartz.AddJobType<SiteJob>();
                quartz.AddJob<ScheduleJob>(job => job.WithIdentity(ScheduleJob.Key).StoreDurably());
            })
            .AddQuartzHostedService(host => host.WaitForJobsToComplete = true);

    private static void Use(IPersistentStoreBuilder store, DatabasePlace place)
    {
        if (!place.IsShared)
        {
            store.UseSqlite(SqliteFactory.Instance, place.ConnectionString);
            return;
        }
        store.UsePostgres(NpgsqlFactory.Instance, place.ConnectionString);
        store.UseClustering(cluster =>
            (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (LooksEvery, Patience)
        );
    }

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
