using AssetsBackup.Features.Snapshots.Capture.Incremental;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>The beginning of a capture: definitions, the probe, the partitions. It ends with the first checkpoint.</summary>
/// <param name="stopped">What an earlier backup left; null where it left nothing, or it may not be built on.</param>
/// <param name="parts">The parts that the capture reads, of those that cost calls for each object.</param>
internal sealed class CaptureStart(
    CaptureScope scope,
    ObjectSearch search,
    StoppedCapture? stopped,
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
        var takenOver = stopped is null
            ? []
            : await stopped.TakeOverAsync(scope, search, toRead, keysetWorks, cancellationToken);
        var planned = await PartitionPlan.MakeAsync(
            search,
            [.. toRead.Where(type => takenOver.All(known => known.TypeId != type.Id))],
            keysetWorks,
            cancellationToken
        );
        var checkpoint = new CaptureCheckpoint(
            await scope.Writer.CheckpointAsync(cancellationToken),
            scope.Writer.Statistics.StoredBytes,
            takenOver.Count > 0 ? stopped!.StartedAt : startedAt,
            definitions,
            keysetWorks,
            [.. takenOver.Concat(planned).Select((one, number) => one with { Number = number })]
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
