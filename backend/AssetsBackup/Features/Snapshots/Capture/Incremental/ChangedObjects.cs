using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>Reads the objects of a schema that were changed or made since a moment.</summary>
internal sealed class ChangedObjects(ObjectSearch search, string schemaId, TimeProvider clock)
{
    public Task<long> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        search.CountAsync(QueryOf(since), cancellationToken);

    /// <param name="since">By this machine's clock.</param>
    /// <param name="take">Gets each page, and of its objects those that no earlier page had.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>How many objects Assets counted and did not give.</returns>
    public async Task<long> ReadAsync(
        DateTimeOffset since,
        Func<ObjectPage, IReadOnlyList<CapturedRecord>, Task> take,
        CancellationToken cancellationToken
    )
    {
        var query = QueryOf(since);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var startAt = 0; ; )
        {
            var page = await search.PageAsync(
                $"{query} ORDER BY Key ASC",
                startAt,
                cancellationToken
            );
            var fresh = page.Objects.Where(item => known.Add(item.Id)).ToList();
            await take(page, fresh);
            if (page.IsLast || fresh.Count == 0)
                break;
            startAt += page.Objects.Count;
        }
        var counted = await search.CountAsync(query, cancellationToken);
        return Math.Max(0, counted - known.Count);
    }

    // Relative time, because absolute dates are read in the caller's own time zone (contract §7).
    private string QueryOf(DateTimeOffset since)
    {
        var minutes = (long)Math.Ceiling((clock.GetUtcNow() - since).TotalMinutes);
        return $"objectSchemaId = {schemaId} AND Updated > \"now(-{minutes}m)\"";
    }
}
