using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Schemas;

/// <summary>A row of the schemas grid. Times are UTC.</summary>
/// <param name="AssetsId">The schema's id in Assets.</param>
/// <param name="LastSnapshotStorage">Where the last snapshot lies; null without one.</param>
/// <param name="LastBackup">The newest ended backup, whatever became of it.</param>
/// <param name="ActiveRun">A queued, running or paused backup or verification of this schema.</param>
public sealed record SchemaView(
    Guid Id,
    string AssetsId,
    string Name,
    string Key,
    string SiteUrl,
    SchemaLocation Location,
    SchemaStatus Status,
    string? StatusReason,
    int ObjectCount,
    int ObjectTypeCount,
    bool CanManage,
    Guid? LastSnapshotId,
    DateTimeOffset? LastSnapshotAt,
    BackupStorage? LastSnapshotStorage,
    RunView? LastBackup,
    RunView? ActiveRun
);

public enum SchemaLocation
{
    Cloud,
    AnotherCloud,
    DataCenter,
}
