using System.Text.Json;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots;

/// <summary>A finished backup as lists show it. Times are UTC, sizes bytes.</summary>
/// <param name="ShortId">The first eight digits of the id: the same in screens, terminal and log.</param>
/// <param name="AddedBytes">What it added to the vault, encrypted and compressed.</param>
/// <param name="Consistency">When its objects were read, and which still moved then; null where only the backup itself knows.</param>
/// <param name="VerifiedAt">When all of it was last read back and found right; null if never.</param>
/// <param name="DamagedAt">When something of it was found to be lost: when the newest of that damage was first seen; null once all of it was found right again.</param>
/// <param name="GivenUpAt">When it was given up because its record is lost: nothing of it can be read; null for all others.</param>
/// <param name="IsPinned">Legal hold: neither a rule nor a person deletes it.</param>
/// <param name="Storage">Where it lies.</param>
public sealed record SnapshotView(
    Guid Id,
    string ShortId,
    Guid SchemaId,
    DateTimeOffset TakenAt,
    SnapshotState State,
    SnapshotTrigger Trigger,
    string? Description,
    string TakenBy,
    int Objects,
    long AddedBytes,
    IReadOnlyList<SnapshotPart> Parts,
    ConsistencyWindow? Consistency,
    DateTimeOffset? VerifiedAt,
    DateTimeOffset? DamagedAt,
    DateTimeOffset? GivenUpAt,
    bool IsPinned,
    BackupStorage Storage
)
{
    internal static SnapshotView Of(Snapshot snapshot, StoragePlaces places, bool isRunning) =>
        new(
            snapshot.Id,
            Words.ShortId(snapshot.Id),
            snapshot.SchemaId,
            snapshot.TakenAt,
            snapshot.State,
            snapshot.Trigger,
            snapshot.Description,
            snapshot.TakenBy,
            snapshot.Objects,
            snapshot.AddedBytes,
            [
                .. PartsOf(snapshot)
                    .Select(part =>
                        isRunning
                            ? part
                            : part.Without(
                                PartState.NotCaptured,
                                "The backup ended before it was read."
                            )
                    ),
            ],
            snapshot.Consistency is { } window
                ? JsonSerializer.Deserialize<ConsistencyWindow>(window, JsonSerializerOptions.Web)
                : null,
            snapshot.VerifiedAt,
            snapshot.DamagedAt,
            snapshot.GivenUpAt,
            snapshot.IsPinned,
            places.Of(snapshot.StoragePlaceId)
        );

    internal static IReadOnlyList<SnapshotPart> PartsOf(Snapshot snapshot) =>
        JsonSerializer.Deserialize<IReadOnlyList<SnapshotPart>>(
            snapshot.Parts,
            JsonSerializerOptions.Web
        ) ?? [];
}
