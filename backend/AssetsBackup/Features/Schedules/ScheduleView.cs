using AssetsBackup.Features.Schemas;

namespace AssetsBackup.Features.Schedules;

/// <summary>A schema's schedule. Times are UTC.</summary>
/// <param name="Cron">Five fields, meant in the time zone.</param>
/// <param name="TimeZone">By its name in the IANA list.</param>
/// <param name="NextAt">When it is due next; null for one that is off or paused, or that no date of the next eight years fits.</param>
/// <param name="PausedBecause">Why it begins no backup although it is on, in words; null while it does.</param>
/// <param name="IsReserved">Whether it is due in a time that the operator has reserved since: another is to be chosen.</param>
/// <param name="SavedBy">The Atlassian account, or "operator" from the command line.</param>
public sealed record ScheduleView(
    bool IsEnabled,
    ScheduleKind Kind,
    string Cron,
    string TimeZone,
    bool Attachments,
    bool Archived,
    DateTimeOffset? NextAt,
    string? PausedBecause,
    bool IsReserved,
    string SavedBy,
    DateTimeOffset SavedAt
)
{
    internal static ScheduleView Of(Schedule schedule, Schema schema)
    {
        var isPaused = schedule.IsEnabled && !schema.Status.CanBeBackedUp();
        return new(
            schedule.IsEnabled,
            schedule.Kind,
            schedule.Cron,
            schedule.TimeZone,
            schedule.Attachments,
            schedule.Archived,
            isPaused ? null : schedule.NextAt,
            isPaused ? $"Paused: {schema.Status.InWords()}. {schema.StatusReason}".TrimEnd() : null,
            schedule.IsReserved,
            schedule.SavedBy,
            schedule.SavedAt
        );
    }
}
