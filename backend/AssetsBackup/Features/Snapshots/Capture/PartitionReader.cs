using System.Threading.Channels;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Objects of a partition, and how far it is once they are durable.</summary>
/// <param name="Durable">What the partition's next page waits for; null where none follows.</param>
internal sealed record PartitionStep(
    Partition After,
    IReadOnlyList<CapturedRecord> Objects,
    IReadOnlyCollection<CapturedRecord> ForeignLabels,
    TaskCompletionSource? Durable = null
);

/// <summary>
/// Reads one partition page by page and compares what came with Assets' own count. What pages say of themselves is not
/// believed: a short reading is made good by reading once more from the other end, and what is missing then is told.
/// </summary>
internal sealed class PartitionReader(
    ObjectSearch search,
    Partition partition,
    bool keyset,
    ChannelWriter<PartitionStep> output
)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    // Ids that an earlier process read lie below the cursor; all that this one reads by id lie above it.
    private readonly long readEarlier = keyset ? partition.Read : 0;
    private bool isAgain;
    private Task pageBefore = Task.CompletedTask;
    private Partition state = keyset
        ? partition
        : partition with
        {
            Read = 0,
            Unfilled = 0,
            LastId = null,
        };

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var before = await CountAsync(cancellationToken);
        if (before > 0 || partition.Listed > 0)
        {
            if (!keyset || !await ReadByIdAsync(cancellationToken))
                await ReadByOffsetAsync("ASC", before, cancellationToken);
            await MakeGoodAsync(before, cancellationToken);
        }
        state = state with { IsDone = true };
        await output.WriteAsync(new PartitionStep(state, [], []), cancellationToken);
    }

    private Task<long> CountAsync(CancellationToken cancellationToken) =>
        search.CountAsync(partition.Query, cancellationToken);

    /// <summary>False where the site does not order keys by number, so that ids after the last of a page may be lower.</summary>
    private async Task<bool> ReadByIdAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var after = state.LastId is { } last ? $" AND objectId > {last}" : "";
            var page = await PageAsync(
                $"{partition.Query}{after} ORDER BY Key ASC",
                0,
                cancellationToken
            );
            var ids = KeysetProbe.Ids(page);
            if (ids is null || !IsAscending(ids, state.LastId))
                return false;
            if (ids.Count == 0)
                return true;
            await TakeAsync(page, ids[^1], cancellationToken);
            if (page.IsLast)
                return true;
        }
    }

    private static bool IsAscending(List<long> ids, long? after)
    {
        var last = after ?? long.MinValue;
        foreach (var id in ids)
        {
            if (id <= last)
                return false;
            last = id;
        }
        return true;
    }

    private async Task ReadByOffsetAsync(
        string order,
        long expected,
        CancellationToken cancellationToken
    )
    {
        // A site that repeats its pages for ever would be read for ever.
        var end = (2 * expected) + (2 * ObjectSearch.PageSize);
        for (var startAt = 0; startAt < end; )
        {
            var page = await PageAsync(
                $"{partition.Query} ORDER BY Key {order}",
                startAt,
                cancellationToken
            );
            if (page.Objects.Count == 0)
                return;
            await TakeAsync(page, state.LastId, cancellationToken);
            if (page.IsLast)
                return;
            startAt += page.Objects.Count;
        }
    }

    /// <summary>
    /// A page is asked for once the one before it is durable: a process that dies has read no more than one page of the
    /// partition in vain. Meanwhile other partitions are read.
    /// </summary>
    private async Task<ObjectPage> PageAsync(
        string query,
        int startAt,
        CancellationToken cancellationToken
    )
    {
        await pageBefore.WaitAsync(cancellationToken);
        return await search.PageAsync(query, startAt, cancellationToken);
    }

    private async Task TakeAsync(ObjectPage page, long? lastId, CancellationToken cancellationToken)
    {
        // An answer that belongs to another question counts for nothing here.
        var fresh = page
            .Objects.Where(item => item.Group == partition.TypeId && seen.Add(item.Id))
            .ToList();
        state = state with
        {
            LastId = lastId,
            Read = Math.Max(state.Read, seen.Count + (isAgain ? 0 : readEarlier)),
            Unfilled = state.Unfilled + page.Unfilled,
        };
        var durable = page.IsLast
            ? null
            : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pageBefore = durable?.Task ?? Task.CompletedTask;
        await output.WriteAsync(
            new PartitionStep(state, fresh, page.ForeignLabels, durable),
            cancellationToken
        );
    }

    private async Task MakeGoodAsync(long before, CancellationToken cancellationToken)
    {
        var after = await CountAsync(cancellationToken);
        if (after > 0 && state.Read >= after)
            return;
        // What was read before a restart is not known by id: the second reading has to be complete by itself.
        isAgain = readEarlier > 0;
        await ReadByOffsetAsync("DESC", Math.Max(before, after), cancellationToken);
        var now = await CountAsync(cancellationToken);
        // Zero where the list of types knows objects is no count (product E6); of a range it knows nothing.
        var known = now == 0 && partition is { From: null, To: null } ? partition.Listed : now;
        state = state with { Missing = Math.Max(0, known - state.Read) };
    }
}
