using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>When a schedule is due next: never on a local day that has had an occurrence.</summary>
internal static class NextOccurrence
{
    public static async Task<DateTimeOffset?> AfterAsync(
        AppDatabase database,
        Schedule schedule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var from = DateFrom(now);
        var past = await database
            .PastOccurrences.Where(occurrence =>
                occurrence.TenantId == schedule.TenantId
                && occurrence.SchemaId == schedule.SchemaId
                && occurrence.Date >= from
            )
            .Select(occurrence => occurrence.Date)
            .ToListAsync(cancellationToken);
        return After(schedule, now, past);
    }

    /// <param name="schedule">One that is on.</param>
    /// <param name="now">The time.</param>
    /// <param name="past">The days that it had an occurrence on, at least those since <see cref="DateFrom"/>.</param>
    public static DateTimeOffset? After(
        Schedule schedule,
        DateTimeOffset now,
        IReadOnlyCollection<DateOnly> past
    ) =>
        schedule.Daily(now) is { } cron
            ? Occurrences
                .After(cron, schedule.Zone, now.ToInstant())
                .FirstOrDefault(next => !past.Contains(next.Date.ToDateOnly()))
                ?.At.ToDateTimeOffset()
            : null;

    /// <summary>No zone has an earlier day then, nor will what is due next be of one.</summary>
    public static DateOnly DateFrom(DateTimeOffset now) =>
        DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2);

    public static Instant ToInstant(this DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment);
}
