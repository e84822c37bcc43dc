using System.Threading.Channels;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Reads all partitions, a few at a time, into one writer. Between them lies a bounded channel, so that memory does not
/// grow with the schema. Now and then everything written is made durable and then the checkpoint that names it.
/// </summary>
internal sealed class ObjectCapture(CaptureScope scope, ObjectSearch search, TimeProvider clock)
{
    // How many calls are under way is the business of the limits: as many as they ever allow, and half as many more, whose pages are
    // being taken in and stored while the others wait for theirs.
    public const int Readers = 36;

    // Pages that wait to be written: memory.
    private const int PagesAhead = 4;

    // Small pages share a checkpoint: it costs a flush to disk.
    private const int ObjectsPerCheckpoint = ObjectSearch.PageSize / 2;
    private static readonly TimeSpan LongestWithoutCheckpoint = TimeSpan.FromSeconds(1);

    public async Task<CaptureCheckpoint> CaptureAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        var steps = Channel.CreateBounded<PartitionStep>(
            new BoundedChannelOptions(PagesAhead) { SingleReader = true }
        );
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(checkpoint, steps.Writer, ending.Token);
        try
        {
            checkpoint = await WriteAsync(checkpoint, steps.Reader);
            // What ended the reading before its time comes out here, after all that was read is durable.
            await reading;
            return checkpoint;
        }
        finally
        {
            await ending.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(
        CaptureCheckpoint checkpoint,
        ChannelWriter<PartitionStep> output,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Parallel.ForEachAsync(
                // The longest first: one that is begun last is waited for by all others.
                checkpoint
                    .Partitions.Where(partition => !partition.IsDone)
                    .OrderByDescending(partition => partition.Listed - partition.Read),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Readers,
                    CancellationToken = cancellationToken,
                },
                async (partition, stop) =>
                    await new PartitionReader(
                        search,
                        partition,
                        checkpoint.KeysetWorks,
                        output
                    ).ReadAsync(stop)
            );
        }
        finally
        {
            output.Complete();
        }
    }

    /// <summary>Writes until nothing more comes; a run that is stopped keeps what it has read.</summary>
    private async Task<CaptureCheckpoint> WriteAsync(
        CaptureCheckpoint checkpoint,
        ChannelReader<PartitionStep> steps
    )
    {
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        var (pending, since, waiting) = (0, clock.GetTimestamp(), new List<PartitionStep>());
        await foreach (var step in steps.ReadAllAsync())
        {
            await scope.StageObjectsAsync(step.ForeignLabels, step.Objects, CancellationToken.None);
            checkpoint = checkpoint.With(step.After);
            pending += step.Objects.Count;
            if (step.IsAwaited)
                waiting.Add(step);
            // Pages that came meanwhile share a checkpoint, those that are awaited too.
            if (
                (waiting.Count > 0 && !steps.TryPeek(out _))
                || pending >= ObjectsPerCheckpoint
                || clock.GetElapsedTime(since) > LongestWithoutCheckpoint
            )
            {
                checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
                waiting.ForEach(awaited => awaited.TellSaved());
                waiting.Clear();
                (pending, since) = (0, clock.GetTimestamp());
            }
            await scope.Run.ReportAsync(
                "Reading objects",
                checkpoint.Read,
                checkpoint.Expected,
                CancellationToken.None
            );
        }
        return await scope.SaveAsync(checkpoint, storedEarlier);
    }
}
