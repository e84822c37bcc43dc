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
}
