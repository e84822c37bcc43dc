using System.Threading.Channels;

namespace AssetsBackup.Features.Snapshots.Capture;

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
            var page = await search.PageAsync(
                $"{partition.Query}{after} ORDER BY Key ASC",
                0,
                cancellationToken
            );
            var ids = KeysetProbe.Ids(page);
            if (ids is null || !IsAscending(ids, state.LastId))
                return false;
            if (ids.Count == 0)
                return true;
            // A page that is read before the one before it is durable would be a second one to read again after a crash.
            await TakeAsync(page, ids[^1], isAwaited: !page.IsLast, cancellationToken);
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
            var page = await search.PageAsync(
                $"{partition.Query} ORDER BY Key {order}",
                startAt,
                cancellationToken
            );
            if (page.Objects.Count == 0)
                return;
            // After a crash the whole partition is read again, for there is no id to go on from.
            await TakeAsync(page, state.LastId, isAwaited: false, cancellationToken);
            if (page.IsLast)
                return;
            startAt += page.Objects.Count;
        }
    }

    private async Task TakeAsync(
        ObjectPage page,
        long? lastId,
        bool isAwaited,
        CancellationToken cancellationToken
    )
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
        var step = new PartitionStep(state, fresh, page.ForeignLabels) { IsAwaited = isAwaited };
        await output.WriteAsync(step, cancellationToken);
        if (isAwaited)
            await step.SavedAsync(cancellationToken);
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
        // Zero where the list of types knows objects is no count; of a range it knows nothing.
        var known = now == 0 && partition is { From: null, To: null } ? partition.Listed : now;
        state = state with { Missing = Math.Max(0, known - state.Read) };
    }
}
