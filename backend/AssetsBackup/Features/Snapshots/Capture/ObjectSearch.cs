using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Hosting.Telemetry;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>AQL searches as a capture needs them.</summary>
/// <param name="schemaId">Tells objects of this schema from foreign ones.</param>
internal sealed class ObjectSearch(IAssetsReads assets, string schemaId)
{
    /// <summary>Half of what is known to be safe (contract §5.6).</summary>
    public const int PageSize = 500;

    // Contract §9.1: pages that the server cannot make are asked for smaller.
    private const int SmallestPage = 25;

    private volatile int pageSize = PageSize;

    public async Task<long> CountAsync(string query, CancellationToken cancellationToken) =>
        Answered(await assets.CountObjectsAsync(new AqlQuery(query), cancellationToken)).Total;

    /// <summary>Objects of any schema by their keys, page by page until all are there or no page brings another.</summary>
    /// <param name="keys">At most <see cref="PageSize"/>: they are all in the query.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<IReadOnlyList<ObjectPage>> ByKeysAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        var query = $"Key IN ({string.Join(", ", keys.Select(key => $"\"{key}\""))})";
        var (pages, seen) = (new List<ObjectPage>(), new HashSet<string>(StringComparer.Ordinal));
        while (seen.Count < keys.Count)
        {
            var page = await PageAsync(
                $"{query} ORDER BY Key ASC",
                pages.Sum(read => read.Objects.Count),
                cancellationToken
            );
            var before = seen.Count;
            seen.UnionWith(page.Objects.Select(item => item.Id));
            if (seen.Count == before)
                break;
            pages.Add(page);
        }
        return pages;
    }

    public async Task<ObjectPage> PageAsync(
        string query,
        int startAt,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var size = pageSize;
            try
            {
                return await PageAsync(query, startAt, size, cancellationToken);
            }
            // A site that asks us to stay away is not asked for a smaller page meanwhile.
            catch (AtlassianUnavailableException failed)
                when (size > SmallestPage && failed.RetryAfter is null)
            {
                pageSize = Math.Max(SmallestPage, size / 2);
            }
        }
    }

    public async Task<ObjectPage> PageAsync(
        string query,
        int startAt,
        int size,
        CancellationToken cancellationToken
    )
    {
        using var body = await assets.FindObjectsAsync(
            new AqlQuery(query),
            startAt,
            size,
            includeAttributes: true,
            cancellationToken
        );
        var page = ObjectPage.Of(Answered(body).RootElement, schemaId);
        Measured.ObjectsRead.Add(page.Objects.Count);
        return page;
    }

    /// <exception cref="AtlassianUnavailableException">The answer was good and had no body.</exception>
    private static T Answered<T>(T? body)
        where T : class =>
        body
        ?? throw new AtlassianUnavailableException(
            new Atlassian.Endpoint("", "POST", "/object/aql"),
            status: 200,
            "the body is empty"
        );
}
