using AssetsBackup.Features.Snapshots.Capture.Incremental;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The beginning of a capture: definitions, the probe, the partitions. It ends with the first checkpoint.</summary>
/// <param name="parts">The parts that the capture reads, of those that cost calls for each object.</param>
internal sealed class CaptureStart(
    CaptureScope scope,
    ObjectSearch search,
    IReadOnlyCollection<string> parts,
    TimeProvider clock
)
{
    public async Task<CaptureCheckpoint> BeginAsync(CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        var definitions = await new DefinitionCapture(scope).CaptureAsync(cancellationToken);
        // Both trees are there, however little is read.
        await scope.StageObjectsAsync([], [], cancellationToken);
        var toRead = scope.Base is { } earlier
            ? await new IncrementalStart(scope, earlier, search, clock).RunAsync(
                definitions,
                cancellationToken
            )
            : definitions.Types;
        var keysetWorks =
            toRead.MaxBy(type => type.Listed) is { Listed: > 1 } largest
            && await KeysetProbe.WorksAsync(search, largest, cancellationToken);
        var checkpoint = new CaptureCheckpoint(
            await scope.Writer.CheckpointAsync(cancellationToken),
            scope.Writer.Statistics.StoredBytes,
            startedAt,
            definitions,
            keysetWorks,
            await PartitionPlan.MakeAsync(search, toRead, keysetWorks, cancellationToken)
        )
        {
            Base = scope.Base?.Id,
            SinceFull = scope.Base is { } built ? built.Basis.SinceFull + 1 : 0,
            Parts = parts,
        };
        await scope.Run.SaveCheckpointAsync(checkpoint, cancellationToken);
        return checkpoint;
    }
}
