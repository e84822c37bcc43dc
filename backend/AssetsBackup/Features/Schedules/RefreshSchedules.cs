using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
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
    AuditChain chain,
    TimeProvider clock
)
{
    /// <summary>Others wait for a transaction: each is of so many schedules.</summary>
    private const int AtOnce = 50;

    /// <summary>So many days of past occurrences are kept, to be looked at; two are needed.</summary>
    private const int DaysKept = 30;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var load = await recommended.LoadAsync(besides: null, cancellationToken);
        var ids = await database
            .Schedules.Where(row => row.IsEnabled)
            .Select(row => row.SchemaId)
            .ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(AtOnce))
            await RefreshAsync(some, load, now, cancellationToken);
        var old = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysKept);
        await database
            .PastOccurrences.Where(past => past.Date < old)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task RefreshAsync(
        Guid[] ids,
        DayLoad load,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var past = await PastAsync(ids, now, cancellationToken);
        // One that is due already is the scheduler's.
        var schedules = await database
            .Schedules.Where(row =>
                ids.Contains(row.SchemaId)
                && row.IsEnabled
                && (row.NextAt == null || row.NextAt > now)
            )
            .ToListAsync(cancellationToken);
        foreach (var schedule in schedules)
        {
            await MoveAsync(schedule, load, now, cancellationToken);
            schedule.DueAt(NextOccurrence.After(schedule, now, [.. past[schedule.SchemaId]]));
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        database.ChangeTracker.Clear();
    }

    private async Task MoveAsync(
        Schedule schedule,
        DayLoad load,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (schedule.Daily(now) is not { } cron)
            return;
        var time = new ScheduleTime(schedule.Kind, cron, schedule.Zone);
        schedule.IsReserved = reserved.FirstHit(time, now.ToInstant()) is not null;
        if (
            !schedule.IsReserved
            || schedule.Kind != ScheduleKind.Recommended
            // Where no time is free it stays, and is told to be in a reserved one.
            || recommended.Find(load, schedule.Zone) is not { } moved
        )
            return;
        var before = ScheduleWords.Of(schedule);
        schedule.Set(moved, isEnabled: true);
        if (NextOccurrence.After(schedule, now, []) is { } next)
            load.Add(next);
        // A customer whose key cannot be read keeps no other's schedules from moving.
        if (await chain.HasKeyAsync(schedule.TenantId, cancellationToken))
            database.Audit(
                new AuditNote(
                    schedule.TenantId,
                    Run.BySchedule,
                    AuditAction.ScheduleChanged,
                    AuditSubject.Schema(schedule.SchemaId),
                    [.. before.ChangesTo(ScheduleWords.Of(schedule))]
                )
            );
    }

    private async Task<ILookup<Guid, DateOnly>> PastAsync(
        Guid[] ids,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var from = NextOccurrence.DateFrom(now);
        var rows = await database
            .PastOccurrences.AsNoTracking()
            .Where(past => ids.Contains(past.SchemaId) && past.Date >= from)
            .ToListAsync(cancellationToken);
        return rows.ToLookup(past => past.SchemaId, past => past.Date);
    }
}
