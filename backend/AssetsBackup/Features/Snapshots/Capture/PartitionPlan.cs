namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Cuts a schema into partitions that are disjoint and complete: by type, large types by ranges of ids.</summary>
internal static class PartitionPlan
{
    /// <summary>
    /// Above this a type is read in several ranges, so that memory does not grow with it (contract §9.2), and so that many pages
    /// can be under way where each takes long: those of one range follow one another.
    /// </summary>
    private const int LargestPartition = 5_000;

    public static async Task<IReadOnlyList<Partition>> MakeAsync(
        ObjectSearch search,
        IReadOnlyList<CapturedType> types,
        bool keysetWorks,
        CancellationToken cancellationToken
    )
    {
        var partitions = new List<Partition>();
        foreach (var type in types.Where(type => !type.IsAbstract || type.Listed > 0))
        {
            var bounds =
                keysetWorks && type.Listed > LargestPartition
                    ? await BoundsAsync(search, type, cancellationToken)
                    : null;
            partitions.AddRange(Cut(type, bounds, partitions.Count));
        }
        return partitions;
    }

    private static async Task<(long First, long Last)?> BoundsAsync(
        ObjectSearch search,
        CapturedType type,
        CancellationToken cancellationToken
    )
    {
        var first = await EndAsync(search, type, "ASC", cancellationToken);
        var last = await EndAsync(search, type, "DESC", cancellationToken);
        return first < last ? (first.Value, last.Value) : null;
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
        int number
    )
    {
        if (bounds is not { } ends)
            return [new Partition(number, type.Id, type.Name, null, null, type.Listed)];
        var ranges = (int)((type.Listed + LargestPartition - 1) / LargestPartition);
        var width = (ends.Last - ends.First) / ranges + 1;
        return Enumerable
            .Range(0, ranges)
            .Select(range => new Partition(
                number + range,
                type.Id,
                type.Name,
                range == 0 ? null : ends.First + (range * width),
                range == ranges - 1 ? null : ends.First + ((range + 1) * width),
                type.Listed / ranges
            ));
    }
}
