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
    private const int ReadingsMore = 3;
    private const int MostStepsBack = 20;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private long unfilled;

    // Ids that an earlier process read lie below the cursor; all that this one reads by id lie above it.
    private Partition readEarlier = Start(partition, keyset);
    private Partition state = Start(partition, keyset);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var before = await CountAsync(cancellationToken);
        if (before > 0 || partition.Listed > 0)
        {
            // Pages by id follow one another whatever is deleted meanwhile.
            var isWhole = true;
            if (state.IsByOffset || !await ReadByIdAsync(cancellationToken))
            {
                BeginByOffset();
                (isWhole, _) = await ReadByOffsetAsync("ASC", before, cancellationToken);
            }
            await MakeGoodAsync(before, isWhole, cancellationToken);
        }
        state = state with { IsDone = true };
        await output.WriteAsync(new PartitionStep(state, [], []), cancellationToken);
    }

    // What was read by offset cannot be gone on with: no id tells how far it came.
    private static Partition Start(Partition partition, bool keyset) =>
        keyset && !partition.IsByOffset ? partition : Anew(partition);

    private static Partition Anew(Partition partition) =>
        partition.Anew() with
        {
            IsByOffset = true,
        };

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

    /// <summary>The reading by offset starts before all that was read by id, by whichever process: nothing of it counts.</summary>
    private void BeginByOffset()
    {
        seen.Clear();
        unfilled = 0;
        readEarlier = state = Anew(partition);
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

    /// <returns>Whether each page joined the one before it up to the last, and how many objects the reading gave.</returns>
    private async Task<(bool IsWhole, long Read)> ReadByOffsetAsync(
        string order,
        long expected,
        CancellationToken cancellationToken
    )
    {
        // A site that repeats its pages for ever would be read for ever.
        var end = (2 * expected) + (2 * ObjectSearch.PageSize);
        var (read, before, stepsBack) = (new HashSet<string>(StringComparer.Ordinal), 0, 0);
        var isWhole = true;
        for (var startAt = 0; startAt < end; )
        {
            var page = await search.PageAsync(
                $"{partition.Query} ORDER BY Key {order}",
                startAt,
                cancellationToken
            );
            // Each page begins with the last object of the one before it. Where it does not, something before it was deleted
            // and what follows moved up: an object may stand between the two.
            var joins =
                startAt == 0 || (page.Objects is [var first, ..] && read.Contains(first.Id));
            if (!joins && before > 1 && stepsBack++ < MostStepsBack)
            {
                startAt = Math.Max(0, startAt - before);
                continue;
            }
            isWhole &= joins || before <= 1;
            if (page.Objects.Count == 0)
                return (isWhole, read.Count);
            read.UnionWith(page.Objects.Select(item => item.Id));
            // After a crash the whole partition is read again, for there is no id to go on from.
            await TakeAsync(page, state.LastId, isAwaited: false, cancellationToken);
            if (page.IsLast)
                return (isWhole, read.Count);
            before = page.Objects.Count;
            startAt += Math.Max(1, before - 1);
        }
        return (false, read.Count);
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
        unfilled += fresh.Count(item => item.IsUnfilled);
        state = state with
        {
            LastId = lastId,
            Read = Math.Max(state.Read, seen.Count + readEarlier.Read),
            Unfilled = Math.Max(state.Unfilled, unfilled + readEarlier.Unfilled),
        };
        var step = new PartitionStep(state, fresh, page.ForeignLabels) { IsAwaited = isAwaited };
        await output.WriteAsync(step, cancellationToken);
        if (isAwaited)
            await step.SavedAsync(cancellationToken);
    }

    /// <summary>What people delete meanwhile must not stand in for what was not given: each reading is counted by itself.</summary>
    private async Task MakeGoodAsync(long before, bool isWhole, CancellationToken cancellationToken)
    {
        var after = await KnownAsync(cancellationToken);
        if (isWhole && after > 0 && state.Read >= Math.Max(before, after))
            return;
        // What was read before a restart is not known by id: the second reading has to be complete by itself.
        readEarlier = Anew(partition);
        var wasWhole = false;
        // Others may make objects between a reading and the count after it.
        for (var reading = 0; reading < ReadingsMore; reading++)
        {
            (isWhole, var read) = await ReadByOffsetAsync(
                reading % 2 == 0 ? "DESC" : "ASC",
                Math.Max(before, after),
                cancellationToken
            );
            after = await KnownAsync(cancellationToken);
            if (isWhole && read >= after)
                return;
            wasWhole |= isWhole;
        }
        state = state with { Missing = Math.Max(0, after - state.Read), IsUnsettled = !wasWhole };
    }

    // Zero where the list of types knows objects is no count; of a range it knows nothing.
    private async Task<long> KnownAsync(CancellationToken cancellationToken) =>
        await CountAsync(cancellationToken) is > 0 and var count ? count
        : partition.IsWholeType ? partition.Listed
        : 0;
}
