using Microsoft.Extensions.Options;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>Times for which no schedule is saved, as the operator has set it (product F3).</summary>
internal sealed class ReservedTimes(IOptions<ScheduleOptions> options)
{
    public static readonly ReservedTimes None = new(Options.Create(new ScheduleOptions()));

    private static readonly Duration LookAhead = Duration.FromDays(366);

    /// <summary>The first time of the next year at which it would be due in a reserved window; null where there is none.</summary>
    public Instant? FirstHit(ScheduleTime time, Instant now)
    {
        if (options.Value.Reserved is not { Count: > 0 } windows)
            return null;
        return Occurrences
            .After(time.Cron, time.Zone, now)
            .TakeWhile(due => due.At < now + LookAhead)
            .Where(due => windows.Any(window => window.Contains(due.At)))
            .Select(due => (Instant?)due.At)
            .FirstOrDefault();
    }
}
