using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Reads again what was changed or made since the capture began, until a pass finds nothing new. Whether
/// something is new is told by its record: the same object read twice has the same record.
/// </summary>
internal sealed class DeltaPass(CaptureScope scope, ObjectSearch search, TimeProvider clock)
{
    // The second one proves that the first has caught up.
    private const int MostPasses = 2;

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
            moved = await ReadChangedAsync(startedAt, cancellationToken);
            if (moved == 0)
                return 0;
        }
        return (int)moved;
    }

    private async Task<long> ReadChangedAsync(
        DateTimeOffset startedAt,
        CancellationToken cancellationToken
    )
    {
        // Relative time, because absolute dates are read in the caller's own time zone (contract §7).
        var minutes = (int)Math.Ceiling((clock.GetUtcNow() - startedAt + Overlap).TotalMinutes);
        var query = $"objectSchemaId = {scope.SchemaId} AND Updated > \"now(-{minutes}m)\"";
        var known = new HashSet<string>(StringComparer.Ordinal);
        var added = 0L;
        for (var startAt = 0; ; )
        {
            var page = await search.PageAsync(
                $"{query} ORDER BY Key ASC",
                startAt,
                cancellationToken
            );
            var fresh = page.Objects.Where(item => known.Add(item.Id)).ToList();
            added += await StageAsync(page, fresh, cancellationToken);
            if (page.IsLast || fresh.Count == 0)
                break;
            startAt += page.Objects.Count;
        }
        // What pages held back counts as moved: it was not seen to stand still.
        var counted = await search.CountAsync(query, cancellationToken);
        return added + Math.Max(0, counted - known.Count);
    }

    private async Task<long> StageAsync(
        ObjectPage page,
        List<CapturedRecord> fresh,
        CancellationToken cancellationToken
    )
    {
        await scope.Writer.StageAsync(
            SnapshotTrees.ForeignLabels,
            page.ForeignLabels,
            cancellationToken
        );
        var before = scope.Writer.Statistics.RecordsAdded;
        await scope.Writer.StageAsync(SnapshotTrees.Objects, fresh, cancellationToken);
        return scope.Writer.Statistics.RecordsAdded - before;
    }
}
