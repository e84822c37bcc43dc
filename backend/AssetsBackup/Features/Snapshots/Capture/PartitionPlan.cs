namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Cuts a schema into partitions that are disjoint and complete: by type, large types by ranges of ids, or by when objects were
/// created where the site does not compare ids.
/// </summary>
internal static class PartitionPlan
{
    // Above this a type is read in several ranges, so that memory does not grow with it (contract §9.2).
    private const int LargestPartition = 5_000;

    // Below this finding the ends of ranges and counting each costs more than it saves.
    private const int SmallestPartition = 4 * ObjectSearch.PageSize;

    // The pages of one range follow one another. Twice as many ranges as are read at once leave few readers idle at the end.
    private const int Wanted = 2 * ObjectCapture.Readers;

    public static async Task<IReadOnlyList<Partition>> MakeAsync(
        ObjectSearch search,
        IReadOnlyList<CapturedType> types,
        bool keysetWorks,
        CancellationToken cancellationToken,
        int? largestPartition = null
    )
    {
        var largest = largestPartition ?? LargestOf(types.Sum(type => type.Listed));
        var partitions = await Task.WhenAll(
            types.Where(type => !type.IsAbstract || type.Listed > 0).Select(CutAsync)
        );
        return
        [
            .. partitions
                .SelectMany(ofType => ofType)
                .Select((partition, number) => partition with { Number = number }),
        ];

        async Task<IEnumerable<Partition>> CutAsync(CapturedType type) =>
            type.Listed <= largest ? [Whole(type)]
            : keysetWorks ? Cut(type, await BoundsAsync(search, type, cancellationToken), largest)
            : Cut(
                type,
                await new CreatedWindows(search, type, largest).CutAsync(cancellationToken)
            );
    }

    private static int LargestOf(long objects) =>
        (int)Math.Clamp(objects / Wanted, SmallestPartition, LargestPartition);

    private static Partition Whole(CapturedType type) =>
        new(0, type.Id, type.Name, From: null, To: null, type.Listed);

    private static async Task<(long First, long Last)?> BoundsAsync(
        ObjectSearch search,
        CapturedType type,
        CancellationToken cancellationToken
    )
    {
        var ends = await Task.WhenAll(
            EndAsync(search, type, "ASC", cancellationToken),
            EndAsync(search, type, "DESC", cancellationToken)
        );
        return ends is [{ } first, { } last] && first < last ? (first, last) : null;
    }

    private static async Task<long?> EndAsync(
        ObjectSearch search,
        CapturedType type,
        string order,
        CancellationToken cancellationToken
    )
    {
        var page = await search.PageAsync(
            $"objectTypeId = {type.Id} ORDER BY Key {order}",
            0,
            1,
            cancellationToken
        );
        return KeysetProbe.Ids(page) is [var id, ..] ? id : null;
    }

    // The outer ranges are open, so that no object is outside of all, whatever the bounds were.
    private static IEnumerable<Partition> Cut(
        CapturedType type,
        (long First, long Last)? bounds,
        int largest
    )
    {
        if (bounds is not { } ends)
            return [Whole(type)];
        var ranges = (int)((type.Listed + largest - 1) / largest);
        var width = (ends.Last - ends.First) / ranges + 1;
        return Enumerable
            .Range(0, ranges)
            .Select(range =>
                Whole(type) with
                {
                    From = range == 0 ? null : ends.First + (range * width),
                    To = range == ranges - 1 ? null : ends.First + ((range + 1) * width),
                    Listed = type.Listed / ranges,
                }
            );
    }

    private static IEnumerable<Partition> Cut(CapturedType type, IReadOnlyList<string> windows) =>
        windows.Count < 2
            ? [Whole(type)]
            : windows.Select(window =>
                Whole(type) with
                {
                    Window = window,
                    Listed = type.Listed / windows.Count,
                }
            );
}
