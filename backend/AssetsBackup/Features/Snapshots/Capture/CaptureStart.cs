namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The beginning of a capture: definitions, the probe, the partitions. It ends with the first checkpoint.</summary>
internal sealed class CaptureStart(CaptureScope scope, ObjectSearch search, TimeProvider clock)
{
    public async Task<CaptureCheckpoint> BeginAsync(CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        var definitions = await new DefinitionCapture(scope).CaptureAsync(cancellationToken);
        var keysetWorks =
            definitions.Types.MaxBy(type => type.Listed) is { Listed: > 1 } largest
            && await KeysetProbe.WorksAsync(search, largest, cancellationToken);
        var checkpoint = new CaptureCheckpoint(
            await scope.Writer.CheckpointAsync(cancellationToken),
            scope.Writer.Statistics.StoredBytes,
            startedAt,
            definitions,
            keysetWorks,
            await PartitionPlan.MakeAsync(search, definitions.Types, keysetWorks, cancellationToken)
        );
        await scope.Run.SaveCheckpointAsync(checkpoint, cancellationToken);
        return checkpoint;
    }
}
