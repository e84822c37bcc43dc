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
        var past = await PastAsync(
            database,
            schedule.TenantId,
            schedule.SchemaId,
            now,
            cancellationToken
        );
        return After(schedule, now, past);
    }

    /// <summary>The days that a schedule has had an occurrence on, as far as they matter to what comes next.</summary>
    public static Task<List<DateOnly>> PastAsync(
        AppDatabase database,
        Guid tenantId,
        Guid schemaId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var from = DateFrom(now);
        return database
            .PastOccurrences.Where(occurrence =>
                occurrence.TenantId == tenantId
                && occurrence.SchemaId == schemaId
                && occurrence.Date >= from
            )
            .Select(occurrence => occurrence.Date)
            .ToListAsync(cancellationToken);
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
