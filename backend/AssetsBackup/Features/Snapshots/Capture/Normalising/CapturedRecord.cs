namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>A record and what its tree entry says of it.</summary>
internal sealed record CapturedRecord(
    string Group,
    string Id,
    string Key,
    string Label,
    long UpdatedUtcTicks,
    ReadOnlyMemory<byte> Content
)
{
    /// <summary>An object that came without its attributes.</summary>
    public bool IsUnfilled { get; init; }
}
