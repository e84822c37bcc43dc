using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Reads again what was changed or made since the capture began, until a pass finds nothing new. Whether
/// something is new is told by its record: the same object read twice has the same record.
/// </summary>
internal sealed class DeltaPass(CaptureScope scope, ChangedObjects changes)
{
    private const int MostPasses = 5;

    // Clocks differ, and AQL counts in whole minutes.
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    // By id what the records of the passes so far are; a hash is enough to tell which of them changed.
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>What the last pass found changed: nothing when the snapshot is of one moment.</summary>
    public async Task<StillMoving> RunAsync(
        DateTimeOffset startedAt,
        CancellationToken cancellationToken
    )
    {
        var moving = StillMoving.None;
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            await scope.Run.ReportAsync(
                "Looking for changes made meanwhile",
                0,
                null,
                cancellationToken
            );
            var before = scope.Writer.Statistics.RecordsAdded;
            var keys = new List<string>();
            var heldBack = await changes.ReadAsync(
                startedAt - Overlap,
                read =>
                {
                    keys.AddRange(read.Where(IsNew).Select(KeyOf));
                    return Task.CompletedTask;
                },
                cancellationToken
            );
            // What pages held back counts as moved: it was not seen to stand still.
            var moved = scope.Writer.Statistics.RecordsAdded - before + heldBack;
            if (moved == 0)
                return StillMoving.None;
            moving = new(Math.Max((int)moved, keys.Count), [.. keys.Take(StillMoving.KeysAtMost)]);
        }
        return moving;
    }

    private static string KeyOf(CapturedRecord record) =>
        record.Key.Length > 0 ? record.Key : record.Id;

    private bool IsNew(CapturedRecord record)
    {
        var hash = new HashCode();
        hash.AddBytes(record.Content.Span);
        var now = hash.ToHashCode();
        var isSame = seen.TryGetValue(record.Id, out var before) && before == now;
        seen[record.Id] = now;
        return !isSame;
    }
}
