using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>AQL searches as a capture needs them.</summary>
/// <param name="schemaId">Tells objects of this schema from foreign ones.</param>
internal sealed class ObjectSearch(IAssetsApi assets, string schemaId)
{
    /// <summary>Half of what is known to be safe (contract §5.6).</summary>
    public const int PageSize = 500;

    // Contract §9.1: pages that the server cannot make are asked for smaller.
    private const int SmallestPage = 25;

    private volatile int pageSize = PageSize;

    public async Task<long> CountAsync(string query, CancellationToken cancellationToken) =>
        (await assets.CountObjectsAsync(new AqlQuery(query), cancellationToken)).Total;

    /// <summary>Which of some objects of any schema are there, by id.</summary>
    /// <param name="keys">At most <see cref="PageSize"/>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<IReadOnlySet<string>> AliveAsync(
        IEnumerable<string> keys,
        CancellationToken cancellationToken
    )
    {
        using var body = await assets.FindObjectsAsync(
            new AqlQuery(QueryOf(keys)),
            startAt: 0,
            PageSize,
            includeAttributes: false,
            cancellationToken
        );
        return body.RootElement.Items().Select(found => found.Text("id"u8)!).ToHashSet();
    }

    public static string QueryOf(IEnumerable<string> keys) =>
        $"Key IN ({string.Join(", ", keys.Select(key => $"\"{key}\""))})";

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
        return ObjectPage.Of(body.RootElement, schemaId);
    }
}
