using AssetsBackup.Features.Snapshots.Capture.Incremental;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The beginning of a capture: definitions, the probe, the partitions. It ends with the first checkpoint.</summary>
internal sealed class CaptureStart(CaptureScope scope, ObjectSearch search, TimeProvider clock)
{
    public async Task<CaptureCheckpoint> BeginAsync(CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        var definitions = await new DefinitionCapture(scope).CaptureAsync(cancellationToken);
        // Both trees are there, however little is read.
        await scope.StageObjectsAsync([], [], cancellationToken);
        var toRead = scope.Base is { } earlier
            ? await new IncrementalStart(scope, earlier, search, clock).RunAsync(
                definitions.Types,
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
        };
        await scope.Run.SaveCheckpointAsync(checkpoint, cancellationToken);
        return checkpoint;
    }
}
