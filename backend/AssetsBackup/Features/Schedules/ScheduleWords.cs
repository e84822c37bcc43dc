using AssetsBackup.Features.Audit;

namespace AssetsBackup.Features.Schedules;

/// <summary>A schedule at one moment, as the audit log tells it.</summary>
internal sealed record ScheduleWords(
    bool IsEnabled,
    string? Time = null,
    string? Attachments = null,
    string? ArchivedObjects = null
)
{
    public static ScheduleWords None { get; } = new(IsEnabled: false);

    public static ScheduleWords Of(Schedule schedule) =>
        new(
            schedule.IsEnabled,
            $"{schedule.Cron} ({schedule.TimeZone})",
            schedule.Attachments ? "with" : "without",
            schedule.Archived ? "with" : null
        );

    /// <summary>What was done that led from this to the other.</summary>
    public AuditAction ActionTo(ScheduleWords now) =>
        (IsEnabled, now.IsEnabled) switch
        {
            (false, true) => AuditAction.ScheduleEnabled,
            (true, false) => AuditAction.ScheduleDisabled,
            _ => AuditAction.ScheduleChanged,
        };

    public IEnumerable<AuditValue> ChangesTo(ScheduleWords now) =>
        [
            new("Time", Time, now.Time),
            new("Attachments", Attachments, now.Attachments),
            new("Archived objects", ArchivedObjects, now.ArchivedObjects),
        ];
}
