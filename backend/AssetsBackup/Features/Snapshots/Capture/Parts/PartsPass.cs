using System.Runtime.CompilerServices;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// Reads what costs a call an object, after all objects, in the order of the snapshot's own list: so no second search is
/// needed, and the last object that is done says where to go on. No more than a batch is in memory, or read again after a
/// crash. What hangs on an object that is as it was in the earlier snapshot is taken over from there.
/// </summary>
/// <param name="scope">Whose writer writes the snapshot's next revision.</param>
/// <param name="objects">The snapshot with its objects.</param>
/// <param name="parts">What is read.</param>
internal sealed class PartsPass(
    CaptureScope scope,
    RootReader objects,
    IReadOnlyList<IObjectPart> parts
)
{
    private const int Batch = 100;

    private KnownObjects? known;
    private bool hasLooseReferences;

    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        hasLooseReferences = checkpoint.HasLooseReferences;
        var readings = PartReading.Begin(parts, checkpoint, scope.Base);
        foreach (var tree in parts.SelectMany(part => SnapshotTrees.OfPart[part.Name]))
            await scope.Writer.StageAsync(
                tree,
                (IReadOnlyCollection<CapturedRecord>)[],
                cancellationToken
            );
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        if (scope.Base is { } earlier && !checkpoint.PartsBegun)
        {
            await BeginAsync(earlier, readings, cancellationToken);
            checkpoint = await scope.SaveAsync(
                checkpoint with
                {
                    PartsBegun = true,
                    Tallies = [.. readings.Select(reading => reading.Tally)],
                },
                storedEarlier
            );
        }
        var batch = new List<ObjectAtHand>(Batch);
        await foreach (
            var owner in ObjectsAsync(checkpoint.PartsAfter, readings, cancellationToken)
        )
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

    /// <summary>
    /// Stages the objects that are asked: those that are otherwise than in the earlier snapshot, and those of which something
    /// could not be read then. Forgets what it has of the objects that are gone, before anything is read: one that was moved to
    /// another type, or that left the archive, brings the same files with it.
    /// </summary>
    private async Task BeginAsync(
        CaptureBase earlier,
        IReadOnlyList<PartReading> readings,
        CancellationToken cancellationToken
    )
    {
        await foreach (
            var (before, after) in earlier.DifferencesToAsync(objects, cancellationToken)
        )
            if (after is not null)
                await AskAsync(after);
            else
                foreach (var reading in readings)
                    await reading.ForgetAsync(earlier, before!, cancellationToken);
        await foreach (var entry in earlier.ListArchivedAsync(cancellationToken))
            if (
                await objects.FindAsync(
                    SnapshotTrees.Objects,
                    entry.Group,
                    entry.Id,
                    cancellationToken
                )
                is null
            )
                foreach (var reading in readings)
                    await reading.ForgetAsync(earlier, entry, cancellationToken);
        foreach (var (group, id) in earlier.Again)
            if (
                await objects.FindAsync(SnapshotTrees.Objects, group, id, cancellationToken) is
                { } entry
            )
                await AskAsync(entry);

        ValueTask AskAsync(TreeEntry entry) =>
            scope.Writer.StageAsync(SnapshotTrees.Objects, [entry], cancellationToken);
    }

    /// <summary>The objects to ask; of the others nothing is read.</summary>
    private async IAsyncEnumerable<ObjectAtHand> ObjectsAsync(
        EntryPlace? after,
        IReadOnlyList<PartReading> readings,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var entry in EntriesAsync(after, cancellationToken))
        {
            if (scope.Base is { } earlier)
                foreach (var reading in readings)
                    await reading.ForgetAsync(earlier, entry, cancellationToken);
            var content = await objects.ReadRecordAsync(entry.Record, cancellationToken);
            hasLooseReferences |= await IsLooseAsync(content, cancellationToken);
            yield return new ObjectAtHand(scope.Assets, entry, ObjectNormaliser.HasAvatar(content));
        }
    }

    /// <summary>What the next capture is to know; here, because every record that is new passes by.</summary>
    private async ValueTask<bool> IsLooseAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (hasLooseReferences || !KnownObjects.MayRefer(content))
            return false;
        known ??= await KnownObjects.ReadAsync(
            tree => objects.ListAsync(tree, null, cancellationToken),
            cancellationToken
        );
        return known.HasLooseReference(content);
    }

    private IAsyncEnumerable<TreeEntry> EntriesAsync(
        EntryPlace? after,
        CancellationToken cancellationToken
    )
    {
        if (scope.Base is not null)
            return scope.Writer.ListStagedAsync(
                SnapshotTrees.Objects,
                after is null ? null : (after.Group, after.Id),
                cancellationToken
            );
        return after is null
            ? objects.ListAsync(SnapshotTrees.Objects, null, cancellationToken)
            : objects
                .ListFromAsync(SnapshotTrees.Objects, after.Group, after.Id, cancellationToken)
                .Where(entry => entry.Group != after.Group || entry.Id != after.Id);
    }

    private async Task<CaptureCheckpoint> ReadAsync(
        CaptureCheckpoint checkpoint,
        IReadOnlyList<PartReading> readings,
        List<ObjectAtHand> batch,
        long storedEarlier,
        CancellationToken cancellationToken
    )
    {
        var asked = await PartReading.ReadAllAsync(readings, batch, cancellationToken);
        checkpoint = checkpoint with
        {
            PartsAfter = batch is [.., var last]
                ? new EntryPlace(last.Entry.Group, last.Id)
                : checkpoint.PartsAfter,
            PartsOf = checkpoint.PartsOf + batch.Count,
            Tallies = [.. readings.Select(reading => reading.Tally)],
            HasLooseReferences = hasLooseReferences,
        };
        batch.Clear();
        if (asked == 0)
            return checkpoint;
        await scope.Run.ReportAsync(
            "Reading comments, history and attachments",
            checkpoint.PartsOf,
            // Of an incremental capture it is not known before how many are as they were.
            scope.Base
                is null
                ? checkpoint.Census!.Objects
                : null,
            cancellationToken
        );
        return await scope.SaveAsync(checkpoint, storedEarlier);
    }
}
