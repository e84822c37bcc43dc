namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The server's settings of captures, section <c>Capture</c>.</summary>
internal sealed class CaptureOptions
{
    public const string Section = "Capture";

    /// <summary>
    /// Whether comments, history and attachments are read, which cost one to three calls an object: at Jira's limits about
    /// 20 hours a million objects. Off, each backup says that they were left out. On by default.
    /// </summary>
    public bool CallsPerObject { get; init; } = true;

    /// <summary>
    /// Of so many backups of a schema one reads everything; the others what Assets says was changed. 1 reads everything every
    /// time. 7 by default.
    /// </summary>
    public int FullEvery { get; init; } = 7;

    /// <summary>
    /// A backup that has so many fewer objects than the one before raises an alarm, where they are the share of
    /// <see cref="AlarmShare"/> too. One that has none where the one before had some always does. 50 by default.
    /// </summary>
    public int AlarmObjects { get; init; } = 50;

    /// <summary>The share of the earlier backup's objects that is gone when an alarm is raised, from 0 to 1. 0.2 by default.</summary>
    public double AlarmShare { get; init; } = 0.2;
}
