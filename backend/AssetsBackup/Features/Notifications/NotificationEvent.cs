namespace AssetsBackup.Features.Notifications;

/// <summary>What a channel may be told of. The names are stored: one that has been written is never renamed.</summary>
public enum NotificationEvent
{
    BackupComplete,
    BackupPartial,
    BackupFailed,
    BackupStopped,
    RestoreComplete,
    RestorePartial,
    RestoreFailed,

    /// <summary>Schemas stopped being active: their schedules pause.</summary>
    SchemaNotActive,

    /// <summary>A token expires in 30, 7 or 1 days, or today.</summary>
    TokenExpires,

    /// <summary>Jira refuses a token: runs wait for a new one.</summary>
    TokenRefused,

    /// <summary>A schema with a schedule has no good backup that is as new as the schedule implies.</summary>
    BackupOverdue,

    /// <summary>A verification found damage, or could not be made.</summary>
    VerificationFailed,

    /// <summary>Much was deleted in Assets: the schema's backups are held until somebody acknowledges it.</summary>
    AlarmRaised,
}

internal static class NotificationEvents
{
    /// <summary>What a test message says it is of; no channel can choose it.</summary>
    public const string Test = "test";

    /// <summary>The event in the body of a webhook, such as <c>backup.failed</c>: whoever reads it may rely on it.</summary>
    public static string OnTheWire(this NotificationEvent happened) =>
        happened switch
        {
            NotificationEvent.BackupComplete => "backup.complete",
            NotificationEvent.BackupPartial => "backup.partial",
            NotificationEvent.BackupFailed => "backup.failed",
            NotificationEvent.BackupStopped => "backup.stopped",
            NotificationEvent.RestoreComplete => "restore.complete",
            NotificationEvent.RestorePartial => "restore.partial",
            NotificationEvent.RestoreFailed => "restore.failed",
            NotificationEvent.SchemaNotActive => "schema.not_active",
            NotificationEvent.TokenExpires => "token.expires",
            NotificationEvent.TokenRefused => "token.refused",
            NotificationEvent.BackupOverdue => "backup.overdue",
            NotificationEvent.VerificationFailed => "verification.failed",
            NotificationEvent.AlarmRaised => "alarm.raised",
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
        };

    /// <summary>The event as the audit log and the command line name it.</summary>
    public static string InWords(this NotificationEvent happened) =>
        happened switch
        {
            NotificationEvent.BackupComplete => "Backup complete",
            NotificationEvent.BackupPartial => "Backup partial",
            NotificationEvent.BackupFailed => "Backup failed",
            NotificationEvent.BackupStopped => "Backup stopped",
            NotificationEvent.RestoreComplete => "Restore complete",
            NotificationEvent.RestorePartial => "Restore partial",
            NotificationEvent.RestoreFailed => "Restore failed",
            NotificationEvent.SchemaNotActive => "Schema not active",
            NotificationEvent.TokenExpires => "Token expires",
            NotificationEvent.TokenRefused => "Token refused",
            NotificationEvent.BackupOverdue => "Backup overdue",
            NotificationEvent.VerificationFailed => "Verification failed",
            NotificationEvent.AlarmRaised => "Alarm raised",
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
        };
}
