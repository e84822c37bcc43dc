namespace AssetsBackup.Features.Audit;

/// <summary>What was done. The names are stored: one that has been written is never renamed.</summary>
public enum AuditAction
{
    /// <summary>Of a row that this version does not know the action of.</summary>
    Unknown,

    BackupStarted,
    BackupEnded,
    VerifyStarted,
    VerifyEnded,
    SyncStarted,
    SyncEnded,
    PlanStarted,
    PlanEnded,
    RestoreStarted,
    RestoreEnded,
    PruneStarted,
    PruneEnded,
    RunStopped,
    SnapshotDescribed,
    SnapshotPinned,
    SnapshotUnpinned,
    SnapshotDeleted,

    /// <summary>Deleted because no rule kept it.</summary>
    SnapshotExpired,

    /// <summary>A deletion that had been told turned out not to be allowed: the backup is there still.</summary>
    SnapshotKept,

    SchemaDeleted,

    ScheduleEnabled,
    ScheduleChanged,
    ScheduleDisabled,
    DefaultScheduleChanged,

    RetentionChanged,
    AlarmRaised,
    AlarmAcknowledged,

    ConnectionAdded,
    ConnectionChanged,
    TargetAdded,
    TargetChanged,
    TargetDeleted,
    StorageChanged,

    VaultAttached,
    VaultMoved,
    DamageGivenUp,
    TenantsJoined,

    NotificationChannelAdded,
    NotificationChannelChanged,
    NotificationChannelDeleted,

    AuditLogExported,

    RunLogDownloaded,
}

/// <summary>What kind of thing it was done to.</summary>
public enum AuditSubjectKind
{
    Unknown,
    Schema,

    /// <summary>Those that are found later.</summary>
    NewSchemas,
    Snapshot,
    Connection,
    Target,
    Storage,
    NotificationChannel,
    AuditLog,
}
