using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;

namespace AssetsBackup.Features.Schemas;

/// <summary>A row of the schemas grid. Times are UTC.</summary>
/// <param name="AssetsId">The schema's id in Assets.</param>
/// <param name="StatusReason">Why it is not active, in words; null for an active one.</param>
/// <param name="StatusSince">When it came to its status; null where that is not known.</param>
/// <param name="Attachments">Whether the schema's instance gives attachments, as its last sync was told.</param>
/// <param name="AttachmentsReason">Why it does not.</param>
/// <param name="LastSnapshotStorage">Where the last snapshot lies; null without one.</param>
/// <param name="LastBackup">The newest ended backup, whatever became of it.</param>
/// <param name="ActiveRun">A queued, running or paused backup or verification of this schema.</param>
/// <param name="Schedule">When it is backed up by itself; null where nobody has said.</param>
/// <param name="Alarms">Those that nobody has acknowledged yet, the newest first: while there is one, no backup of the schema expires.</param>
public sealed record SchemaView(
    Guid Id,
    string AssetsId,
    string Name,
    string Key,
    string SiteUrl,
    SchemaLocation Location,
    SchemaStatus Status,
    string? StatusReason,
    DateTimeOffset? StatusSince,
    int ObjectCount,
    int ObjectTypeCount,
    bool CanManage,
    AttachmentsState Attachments,
    string? AttachmentsReason,
    Guid? LastSnapshotId,
    DateTimeOffset? LastSnapshotAt,
    BackupStorage? LastSnapshotStorage,
    RunView? LastBackup,
    RunView? ActiveRun,
    ScheduleView? Schedule,
    IReadOnlyList<AlarmView> Alarms
);
