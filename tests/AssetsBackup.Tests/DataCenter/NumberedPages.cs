using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian.DataCenter;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>A list that is read in pages by number, none longer than <paramref name="largest"/>.</summary>
internal sealed class NumberedPages(int total, int largest) : IDataCenterApi
{
    public int Total { get; set; } = total;

    public int Calls { get; set; }

    public Func<string?>? Body { get; init; }

    public Task<JsonDocument?> FindObjectsAsync(
        string qlQuery,
        int page,
        int resultPerPage,
        bool includeAttributes,
        CancellationToken cancellationToken
    )
    {
        Calls++;
        if (Body is not null)
            return Task.FromResult(Body() is { } body ? JsonDocument.Parse(body) : null);
        var size = Math.Min(resultPerPage, largest);
        var first = Math.Min(Total, (page - 1) * size);
        var end = Math.Min(Total, first + size);
        var entries = Enumerable
            .Range(first, end - first)
            .Select(id => (JsonNode)new JsonObject { ["id"] = id });
        var answer = new JsonObject
        {
            ["objectEntries"] = new JsonArray([.. entries]),
            ["totalFilterCount"] = Total,
            ["startIndex"] = first + 1,
            ["toIndex"] = end,
            // Some versions say how many they give, others how many they were asked for.
            ["pageObjectSize"] = end - first,
        };
        return Task.FromResult<JsonDocument?>(JsonDocument.Parse(answer.ToJsonString()));
    }

    public Task<JsonDocument?> FindObjectsByIqlAsync(
        string iql,
        int page,
        int resultPerPage,
        bool includeAttributes,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<SchemaEnvelope> ListSchemasAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SchemaStats>> GetStatsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<JsonElement> ListObjectTypesAsync(string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<JsonElement> GetObjectAsync(
        string id,
        bool includeAttributes,
        bool includeExtendedInfo,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<ArchivePage> ListArchivedAsync(
        string objectSchemaId,
        int offset,
        int limit,
        string? archivedFromDate,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
