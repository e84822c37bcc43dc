using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// Holds schedules against what changes under them: the operator's reserved times, the rules of time zones, a clock that was wrong.
/// A recommended one moves out of a reserved time; of a custom one it is told.
/// </summary>
internal sealed class RefreshSchedules(
    AppDatabase database,
    RecommendedTime recommended,
    ReservedTimes reserved,
    TimeProvider clock
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var now = clock.GetUtcNow();
        var past = await PastAsync(now, cancellationToken);
        var load = await recommended.LoadAsync(besides: null, cancellationToken);
        // One that is due already is the scheduler's.
        var schedules = await database
            .Schedules.Where(row => row.IsEnabled && (row.NextAt == null || row.NextAt > now))
            .ToListAsync(cancellationToken);
        foreach (var schedule in schedules)
        {
            Move(schedule, load, now);
            schedule.DueAt(NextOccurrence.After(schedule, now, [.. past[schedule.SchemaId]]));
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Move(Schedule schedule, DayLoad load, DateTimeOffset now)
    {
        if (schedule.Daily(now) is not { } cron)
            return;
        var time = new ScheduleTime(schedule.Kind, cron, schedule.Zone);
        schedule.IsReserved = reserved.FirstHit(time, now.ToInstant()) is not null;
        if (!schedule.IsReserved || schedule.Kind != ScheduleKind.Recommended)
            return;
        var moved = recommended.Choose(load, schedule.Zone);
        schedule.Set(moved, isEnabled: true);
        if (NextOccurrence.After(schedule, now, []) is { } next)
            load.Add(next);
    }

    private async Task<ILookup<Guid, DateOnly>> PastAsync(
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var from = NextOccurrence.DateFrom(now);
        var rows = await database
            .PastOccurrences.AsNoTracking()
            .Where(past => past.Date >= from)
            .ToListAsync(cancellationToken);
        return rows.ToLookup(past => past.SchemaId, past => past.Date);
    }
}
