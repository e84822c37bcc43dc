using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Reads the objects of a schema that were changed or made since a moment.</summary>
/// <param name="types">The object types that the capture knows: objects of others belong to the next one.</param>
internal sealed class ChangedObjects(
    CaptureScope scope,
    ObjectSearch search,
    IEnumerable<CapturedType> types,
    TimeProvider clock
)
{
    private static readonly TimeSpan LongestBack = TimeSpan.FromHours(24);

    private readonly HashSet<string> types = [.. types.Select(type => type.Id)];
    private readonly HashSet<string> newborn = new(StringComparer.Ordinal);

    /// <summary>Objects of types that were made since the definitions were read: they were passed over.</summary>
    public int Newborn => newborn.Count;

    public Task<long> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        search.CountAsync(QueryOf(since), cancellationToken);

    /// <summary>Stages them.</summary>
    /// <param name="since">By this machine's clock.</param>
    /// <param name="take">Gets those that no earlier page had.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>How many objects Assets counted and did not give whole.</returns>
    public async Task<long> ReadAsync(
        DateTimeOffset since,
        Func<IReadOnlyList<CapturedRecord>, Task> take,
        CancellationToken cancellationToken
    )
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var pages = await ReadAsync(since, "ASC", known, take, cancellationToken);
        // What one that was deleted meanwhile pulled over the border of two pages comes from the other end.
        if (pages > 1)
            await ReadAsync(since, "DESC", known, take, cancellationToken);
        var counted = await search.CountAsync(QueryOf(since), cancellationToken);
        return Math.Max(0, counted - known.Count);
    }

    private async Task<int> ReadAsync(
        DateTimeOffset since,
        string order,
        HashSet<string> known,
        Func<IReadOnlyList<CapturedRecord>, Task> take,
        CancellationToken cancellationToken
    )
    {
        var (startAt, pages, seen) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        while (true)
        {
            var page = await search.PageAsync(
                $"{QueryOf(since)} ORDER BY Key {order}",
                startAt,
                cancellationToken
            );
            pages++;
            var before = seen.Count;
            seen.UnionWith(page.Objects.Select(item => item.Id));
            var fresh = page
                .Objects.Where(item => !item.IsUnfilled && known.Add(item.Id))
                .ToLookup(item => types.Contains(item.Group));
            newborn.UnionWith(fresh[false].Select(item => item.Id));
            IReadOnlyList<CapturedRecord> own = [.. fresh[true]];
            await scope.StageObjectsAsync(page.ForeignLabels, own, cancellationToken);
            await take(own);
            if (page.IsLast || seen.Count == before)
                return pages;
            startAt += page.Objects.Count;
        }
    }

    private string QueryOf(DateTimeOffset since) =>
        $"objectSchemaId = {scope.SchemaId} AND {Since(since, clock)}";

    /// <summary>
    /// The condition of an AQL query. Relative time, because absolute dates are read in the caller's own time zone (contract §7);
    /// anew for each call, as it counts from then. A beginning in the future is that of a clock that was wrong.
    /// </summary>
    public static string Since(DateTimeOffset since, TimeProvider clock)
    {
        var back = clock.GetUtcNow() - since;
        var minutes = (long)Math.Ceiling((back > TimeSpan.Zero ? back : LongestBack).TotalMinutes);
        return $"Updated > \"now(-{minutes}m)\"";
    }
}
