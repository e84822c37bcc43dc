using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;

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
        var archived = scope.Archive is { } archive
            ? await archive.CountAsync(cancellationToken)
            : null;
        var definitions = await new DefinitionCapture(scope).CaptureAsync(cancellationToken);
        // Both trees are there, however little is read.
        await scope.StageObjectsAsync([], [], cancellationToken);
        // A call for each role: beside what calls for others.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var roles = new RoleCapture(scope).CaptureAsync(definitions.Types, ending.Token);
        var planning = PlanAsync(definitions, archived, ending.Token);
        await foreach (var ended in Task.WhenEach([roles, planning]))
            if (!ended.IsCompletedSuccessfully)
                await ending.CancelAsync();
        await Task.WhenAll(roles, planning);
        var (keysetWorks, takenOver, planned) = await planning;
        var checkpoint = new CaptureCheckpoint(
            await scope.Writer.CheckpointAsync(cancellationToken),
            scope.Writer.Statistics.StoredBytes,
            takenOver.Count > 0 ? stopped!.StartedAt : startedAt,
            definitions with
            {
                Parts = [.. definitions.Parts, await roles],
            },
            keysetWorks,
            [.. takenOver.Concat(planned).Select((one, number) => one with { Number = number })]
        )
        {
            Base = scope.Base?.Id,
            HasTakenOver = takenOver.Count > 0,
            RecordForm = CaptureBasis.CurrentForm,
            SinceFull = scope.Base is { } built ? built.Basis.SinceFull + 1 : 0,
            // Of what was taken over nobody knows what the archive came to then.
            ArchivedAtStart = takenOver.Count > 0 ? null : archived,
            Parts = parts,
        };
        await scope.Run.SaveCheckpointAsync(checkpoint, cancellationToken);
        return checkpoint;
    }

    private async Task<(
        bool KeysetWorks,
        IReadOnlyList<Partition> TakenOver,
        IEnumerable<Partition> ToRead
    )> PlanAsync(
        CapturedDefinitions definitions,
        long? archived,
        CancellationToken cancellationToken
    )
    {
        var types = scope.Base is { } earlier
            ? await new IncrementalStart(scope, earlier, search, clock).RunAsync(
                definitions,
                archived,
                cancellationToken
            )
            : definitions.Types;
        // Most sites compare ids: what is asked for then does not wait for the probe.
        var probing = ProbeAsync(types, cancellationToken);
        var byIds = PartitionPlan.MakeAsync(search, types, keysetWorks: true, cancellationToken);
        await Task.WhenAll(probing, byIds);
        var keysetWorks = await probing;
        var planned = keysetWorks
            ? await byIds
            : await PartitionPlan.MakeAsync(search, types, keysetWorks, cancellationToken);
        var takenOver = stopped is null
            ? []
            : await stopped.TakeOverAsync(
                scope,
                search,
                definitions,
                types,
                keysetWorks,
                cancellationToken
            );
        var known = takenOver.Select(one => one.TypeId).ToHashSet();
        return (keysetWorks, takenOver, planned.Where(one => !known.Contains(one.TypeId)));
    }

    private async Task<bool> ProbeAsync(
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    ) =>
        types.MaxBy(type => type.Listed) is { Listed: > 1 } largest
        && await KeysetProbe.WorksAsync(search, largest, cancellationToken);
}
