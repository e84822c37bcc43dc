using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>Gives schemas without a schedule the recommended one, each at a time of its own, and begins a backup of each.</summary>
internal sealed class RecommendedSchedules(RecommendedTime recommended, ScheduleStart start)
{
    /// <param name="database">The unit of work, whose transaction has begun; the caller saves.</param>
    /// <param name="schemas">Active ones.</param>
    /// <param name="zone">What their times are in.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>False, and nothing was added, where the operator has reserved each time of the day.</returns>
    public async Task<bool> GiveAsync(
        AppDatabase database,
        IReadOnlyList<Schema> schemas,
        DateTimeZone zone,
        string by,
        CancellationToken cancellationToken
    )
    {
        var load = await recommended.LoadAsync(besides: null, cancellationToken);
        foreach (var schema in schemas)
        {
            if (recommended.Find(load, zone) is not { } time)
                return false;
            var schedule = start.Add(database, schema, by);
            schedule.Set(time, isEnabled: true);
            await start.SavedAsync(
                database,
                schedule,
                schema,
                ScheduleWords.None,
                by,
                cancellationToken
            );
            if (schedule.NextAt is { } next)
                load.Add(next);
        }
        return true;
    }
}
