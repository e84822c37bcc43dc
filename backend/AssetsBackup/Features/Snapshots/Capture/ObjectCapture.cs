using System.Threading.Channels;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Reads all partitions, a few at a time, into one writer. Between them lies a bounded channel, so that memory does not
/// grow with the schema. Now and then everything written is made durable and then the checkpoint that names it.
/// </summary>
internal sealed class ObjectCapture(CaptureScope scope, ObjectSearch search, TimeProvider clock)
{
    private const int Readers = 4;

    // Small pages share a checkpoint: it costs a flush to disk.
    private const int ObjectsPerCheckpoint = ObjectSearch.PageSize / 2;
    private static readonly TimeSpan LongestWithoutCheckpoint = TimeSpan.FromSeconds(1);

    public async Task<CaptureCheckpoint> CaptureAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        var steps = Channel.CreateBounded<PartitionStep>(
            new BoundedChannelOptions(Readers) { SingleReader = true }
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
                checkpoint.Partitions.Where(partition => !partition.IsDone),
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
        var (pending, since) = (0, clock.GetTimestamp());
        await foreach (var step in steps.ReadAllAsync())
        {
            await scope.StageObjectsAsync(step.ForeignLabels, step.Objects, CancellationToken.None);
            checkpoint = checkpoint.With(step.After);
            pending += step.Objects.Count;
            if (
                step.IsAwaited
                || pending >= ObjectsPerCheckpoint
                || clock.GetElapsedTime(since) > LongestWithoutCheckpoint
            )
            {
                checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
                (pending, since) = (0, clock.GetTimestamp());
                step.TellSaved();
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
