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
    private readonly HashSet<string> types = [.. types.Select(type => type.Id)];

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
        var query = QueryOf(since);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var pages = await ReadAsync(query, "ASC", known, take, cancellationToken);
        // What one that was deleted meanwhile pulled over the border of two pages comes from the other end.
        if (pages > 1)
            await ReadAsync(query, "DESC", known, take, cancellationToken);
        var counted = await search.CountAsync(query, cancellationToken);
        return Math.Max(0, counted - known.Count);
    }

    private async Task<int> ReadAsync(
        string query,
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
                $"{query} ORDER BY Key {order}",
                startAt,
                cancellationToken
            );
            pages++;
            var before = seen.Count;
            seen.UnionWith(page.Objects.Select(item => item.Id));
            var fresh = page
                .Objects.Where(item => !item.IsUnfilled && types.Contains(item.Group))
                .Where(item => known.Add(item.Id))
                .ToList();
            await scope.StageObjectsAsync(page.ForeignLabels, fresh, cancellationToken);
            await take(fresh);
            if (page.IsLast || seen.Count == before)
                return pages;
            startAt += page.Objects.Count;
        }
    }

    // Relative time, because absolute dates are read in the caller's own time zone (contract §7).
    private string QueryOf(DateTimeOffset since)
    {
        var minutes = (long)Math.Ceiling((clock.GetUtcNow() - since).TotalMinutes);
        return $"objectSchemaId = {scope.SchemaId} AND Updated > \"now(-{Math.Max(1, minutes)}m)\"";
    }
}
