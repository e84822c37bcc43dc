using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <param name="Date">The day in the schedule's zone: a schedule has one occurrence a day at most.</param>
/// <param name="At">When it is due.</param>
internal sealed record Occurrence(LocalDate Date, Instant At);

/// <summary>When a daily cron is due in a time zone.</summary>
internal static class Occurrences
{
    /// <summary>
    /// Those that are due after a moment, the earliest first. A time that clocks skip on a day is due as long after the skip as it would
    /// have been without; one that they show twice is due at the first. A day that a zone skips whole has none.
    /// </summary>
    public static IEnumerable<Occurrence> After(DailyCron cron, DateTimeZone zone, Instant moment)
    {
        // What was due on the day before may have been moved past midnight.
        var date = moment.InZone(zone).Date.PlusDays(-1);
        while (cron.FirstFrom(date) is { } next)
        {
            date = next.PlusDays(1);
            if (At(next, cron.Time, zone) is { } at && at > moment)
                yield return new Occurrence(next, at);
        }
    }

    private static Instant? At(LocalDate date, LocalTime time, DateTimeZone zone)
    {
        var local = date.At(time);
        var mapping = zone.MapLocal(local);
        if (
            mapping.Count == 0
            && mapping.EarlyInterval.IsoLocalEnd <= date.AtMidnight()
            && mapping.LateInterval.IsoLocalStart >= date.PlusDays(1).AtMidnight()
        )
            return null;
        return zone.AtLeniently(local).ToInstant();
    }
}
