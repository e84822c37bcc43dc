namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Reads again what was changed or made since the capture began, until a pass finds nothing new. Whether
/// something is new is told by its record: the same object read twice has the same record.
/// </summary>
internal sealed class DeltaPass(CaptureScope scope, ChangedObjects changes)
{
    private const int MostPasses = 5;

    // Clocks differ, and AQL counts in whole minutes.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How many records the last pass found changed: 0 when the snapshot is of one moment.</summary>
    public async Task<int> RunAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var moved = 0L;
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            await scope.Run.ReportAsync(
                "Looking for changes made meanwhile",
                0,
                null,
                cancellationToken
            );
            var before = scope.Writer.Statistics.RecordsAdded;
            var heldBack = await changes.ReadAsync(
                startedAt - Overlap,
                _ => Task.CompletedTask,
                cancellationToken
            );
            // What pages held back counts as moved: it was not seen to stand still.
            moved = scope.Writer.Statistics.RecordsAdded - before + heldBack;
            if (moved == 0)
                return 0;
        }
        return (int)moved;
    }
}
