namespace AssetsBackup.Features.Schemas;

public enum SchemaStatus
{
    /// <summary>The site lists it and lets it be read.</summary>
    Active,

    /// <summary>Its instance was removed, or is not connected yet.</summary>
    Inactive,

    /// <summary>Gone from Assets.</summary>
    Deleted,

    /// <summary>Not readable, and not known to be gone.</summary>
    SyncError,
}

/// <summary>What was found out about a schema: all that moves it from one status to another.</summary>
/// <param name="Reason">In words for the admin, with what is to be done; null where nothing is.</param>
internal sealed record SchemaFinding(SchemaFindingKind Kind, string? Reason)
{
    public static readonly SchemaFinding Readable = new(SchemaFindingKind.Readable, null);

    public static readonly SchemaFinding Gone = new(
        SchemaFindingKind.Gone,
        "It is not in Assets any more."
    );

    public static readonly SchemaFinding WorkspaceLeft = new(
        SchemaFindingKind.Gone,
        "It was in the workspace that the site had before."
    );

    public static readonly SchemaFinding InstanceRemoved = new(
        SchemaFindingKind.NotConnected,
        "Its instance was removed from this app."
    );

    public static readonly SchemaFinding Attached = new(
        SchemaFindingKind.NotConnected,
        "Found in a vault that was attached; it has not been synced since. Set its site up again."
    );

    public static SchemaFinding Unreadable(string reason) =>
        new(SchemaFindingKind.Unreadable, reason);
}

internal enum SchemaFindingKind
{
    Readable,
    Unreadable,
    Gone,
    NotConnected,
}

/// <summary>The state machine of a schema's status, and what each status allows.</summary>
internal static class SchemaStatuses
{
    public static SchemaStatus After(this SchemaStatus status, SchemaFindingKind found) =>
        (status, found) switch
        {
            (_, SchemaFindingKind.Readable) => SchemaStatus.Active,
            (_, SchemaFindingKind.Unreadable) => SchemaStatus.SyncError,
            (_, SchemaFindingKind.Gone) => SchemaStatus.Deleted,
            // Without its instance nobody would ever learn again that it had gone before.
            (SchemaStatus.Deleted, SchemaFindingKind.NotConnected) => SchemaStatus.Deleted,
            (_, SchemaFindingKind.NotConnected) => SchemaStatus.Inactive,
            _ => throw new ArgumentOutOfRangeException(nameof(found), found, null),
        };

    /// <summary>Restoring what was backed up before asks for no status: that is what backups are for.</summary>
    public static bool CanBeBackedUp(this SchemaStatus status) => status == SchemaStatus.Active;

    public static string InWords(this SchemaStatus status) =>
        status == SchemaStatus.SyncError ? "Sync error" : status.ToString();
}
