using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// The least loaded time of the day over all customers, as a daily cron in a zone (product F1, F3): never in a reserved window, and
/// of equals the one nearest to two o'clock at night.
/// </summary>
internal sealed class RecommendedTime(
    AppDatabase database,
    ReservedTimes reserved,
    TimeProvider clock
)
{
    private static readonly LocalTime Night = new(2, 0);

    /// <summary>When schedules are due now, but for that of one schema.</summary>
    public async Task<DayLoad> LoadAsync(Guid? besides, CancellationToken cancellationToken)
    {
        var load = new DayLoad();
        var times = database
            .Schedules.Where(schedule => schedule.NextAt != null && schedule.SchemaId != besides)
            .Select(schedule => schedule.NextAt!.Value)
            .AsAsyncEnumerable();
        await foreach (var at in times.WithCancellation(cancellationToken))
            load.Add(at);
        return load;
    }

    /// <exception cref="Hosting.Problems.ProblemException">no-free-time: the operator has reserved each time of the day.</exception>
    public ScheduleTime Choose(DayLoad load, DateTimeZone zone) =>
        Find(load, zone) ?? throw ScheduleProblems.NoFreeTime();

    /// <returns>Null where the operator has reserved each time of the day, on whatever day.</returns>
    public ScheduleTime? Find(DayLoad load, DateTimeZone zone)
    {
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(zone).Date;
        var night = today.At(Night).InZoneLeniently(zone).ToDateTimeUtc().TimeOfDay;
        return load.LeastFirst((int)night.TotalMinutes / DayLoad.MinutesOfSlot)
            .Select(slot => Daily(slot, today, zone))
            .FirstOrDefault(time => reserved.FirstHit(time, now) is null);
    }

    private static ScheduleTime Daily(int slot, LocalDate today, DateTimeZone zone)
    {
        var local = today
            .AtMidnight()
            .PlusMinutes(slot * DayLoad.MinutesOfSlot)
            .InUtc()
            .WithZone(zone)
            .TimeOfDay;
        DailyCron.Refuse($"{local.Minute} {local.Hour} * * *", today, out var cron);
        return new ScheduleTime(ScheduleKind.Recommended, cron!, zone);
    }
}
