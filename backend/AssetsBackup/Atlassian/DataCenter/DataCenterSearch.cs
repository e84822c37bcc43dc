using System.Globalization;
using System.Text.Json;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Searches in pages by number (contract §1.6, style B), told as pages by offset (style A).</summary>
internal sealed class DataCenterSearch(IDataCenterApi api)
{
    private static readonly Endpoint Search = new("", "GET", "/aql/objects");

    private volatile bool saysIql;

    // What a site gives at most, once it has given less than it was asked for.
    private volatile int largestPage = int.MaxValue;

    /// <summary>Objects from an offset on: at least a third as many as a page may have, where there are as many.</summary>
    /// <exception cref="AtlassianUnavailableException">A good answer that is no page.</exception>
    public async Task<JsonDocument> FindAsync(
        AqlQuery query,
        int startAt,
        int maxResults,
        bool includeAttributes,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var size = PageSize(startAt, Math.Min(maxResults, largestPage));
            using var found = await PageAsync(
                query,
                startAt / size + 1,
                size,
                includeAttributes,
                cancellationToken
            );
            // Pages of another size have other numbers.
            if (IsCut(found.RootElement, size) && startAt >= size)
                continue;
            return AsOffsetPage(found.RootElement, startAt % size);
        }
    }

    public async Task<ObjectCount> CountAsync(AqlQuery query, CancellationToken cancellationToken)
    {
        using var found = await PageAsync(query, 1, 1, includeAttributes: false, cancellationToken);
        return new ObjectCount(Number(found.RootElement, "totalFilterCount"));
    }

    /// <summary>The size of which one page has the most from the offset on: a second page could be of another moment.</summary>
    private static int PageSize(int startAt, int most) =>
        Enumerable.Range(most / 2 + 1, most - most / 2).MaxBy(size => size - (startAt % size));

    /// <summary>Whether the page ends before it is full, and more follows.</summary>
    private bool IsCut(JsonElement found, int size)
    {
        var (first, last) = (Number(found, "startIndex"), Number(found, "toIndex"));
        var given = last - first + 1;
        if (given <= 0 || given >= size || last >= Number(found, "totalFilterCount"))
            return false;
        largestPage = (int)given;
        return true;
    }

    private static JsonDocument AsOffsetPage(JsonElement found, int skipped)
    {
        var entries = Entries(found);
        return JsonDocument.Parse(
            CopiedJson.Object(json =>
            {
                json.WriteBoolean("isLast"u8, IsLast(found, entries));
                json.WriteCopies("values"u8, entries.EnumerateArray().Skip(skipped));
            })
        );
    }

    private static bool IsLast(JsonElement found, JsonElement entries) =>
        entries.GetArrayLength() == 0
        || Number(found, "toIndex") >= Number(found, "totalFilterCount");

    private static JsonElement Entries(JsonElement found) =>
        found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty("objectEntries"u8, out var entries)
        && entries.ValueKind == JsonValueKind.Array
            ? entries
            : throw NoPage("it has no objectEntries");

    private static long Number(JsonElement found, string name) =>
        found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty(name, out var number)
        && long.TryParse(number.ToString(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw NoPage($"it has no {name}");

    private static AtlassianUnavailableException NoPage(string why) =>
        new(Search, StatusCodes.Status200OK, $"the answer is no page of a search: {why}");

    private async Task<JsonDocument> PageAsync(
        AqlQuery query,
        int page,
        int size,
        bool includeAttributes,
        CancellationToken cancellationToken
    )
    {
        if (!saysIql)
            try
            {
                return await api.FindObjectsAsync(
                        query.QlQuery,
                        page,
                        size,
                        includeAttributes,
                        cancellationToken
                    ) ?? throw NoPage("it is empty");
            }
            catch (AtlassianNotFoundException)
            {
                // A search that finds nothing is an empty page: not found is the call itself.
                saysIql = true;
            }
        return await api.FindObjectsByIqlAsync(
                query.QlQuery,
                page,
                size,
                includeAttributes,
                cancellationToken
            ) ?? throw NoPage("it is empty");
    }
}
