using System.Runtime.CompilerServices;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// Reads what costs a call an object, after all objects, in the order of the snapshot's own list: so no second search is
/// needed, and the last object that is done says where to go on. No more than a batch is in memory, or read again after a
/// crash.
/// </summary>
internal sealed class PartsPass(CaptureScope scope, IReadOnlyList<IObjectPart> parts)
{
    private const int Batch = 100;
    private const int AtOnce = 8;

    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        var readings = parts
            .Select(part => new PartReading(
                part,
                checkpoint.Tallies.FirstOrDefault(tally => tally.Part == part.Name)
            ))
            .ToList();
        foreach (var tree in parts.SelectMany(part => part.Trees))
            await scope.Writer.StageAsync(
                tree,
                (IReadOnlyCollection<CapturedRecord>)[],
                cancellationToken
            );
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        var batch = new List<ObjectAtHand>(Batch);
        await foreach (var owner in ObjectsAsync(checkpoint.PartsAfter, cancellationToken))
        {
            batch.Add(owner);
            if (batch.Count == Batch)
                checkpoint = await ReadAsync(
                    checkpoint,
                    readings,
                    batch,
                    storedEarlier,
                    cancellationToken
                );
        }
        return await ReadAsync(checkpoint, readings, batch, storedEarlier, cancellationToken);
    }

    private async IAsyncEnumerable<ObjectAtHand> ObjectsAsync(
        EntryPlace? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var staged = scope.Writer.ReadStagedAsync(
            SnapshotTrees.Objects,
            after is null ? null : (after.Group, after.Id),
            cancellationToken
        );
        await foreach (var (entry, content) in staged)
            yield return new ObjectAtHand(
                scope.Assets,
                entry,
                ObjectNormaliser.HasAvatar(content.Span)
            );
    }

    private async Task<CaptureCheckpoint> ReadAsync(
        CaptureCheckpoint checkpoint,
        IReadOnlyList<PartReading> readings,
        List<ObjectAtHand> batch,
        long storedEarlier,
        CancellationToken cancellationToken
    )
    {
        var asked = 0;
        await Parallel.ForEachAsync(
            batch,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            },
            async (owner, stop) =>
            {
                foreach (var reading in readings)
                    if (await reading.ReadAsync(owner, stop))
                        Interlocked.Increment(ref asked);
            }
        );
        checkpoint = checkpoint with
        {
            PartsAfter = batch is [.., var last]
                ? new EntryPlace(last.Entry.Group, last.Id)
                : checkpoint.PartsAfter,
            PartsOf = checkpoint.PartsOf + batch.Count,
            Tallies = [.. readings.Select(reading => reading.Tally)],
        };
        batch.Clear();
        if (asked == 0)
            return checkpoint;
        await scope.Run.ReportAsync(
            "Reading what hangs on objects",
            checkpoint.PartsOf,
            checkpoint.Read,
            cancellationToken
        );
        return await scope.SaveAsync(checkpoint, storedEarlier);
    }
}
