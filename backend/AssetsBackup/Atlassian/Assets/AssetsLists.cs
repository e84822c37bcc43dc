using System.Text.Json;

namespace AssetsBackup.Atlassian.Assets;

internal static class AssetsLists
{
    private const int SchemasPerPage = 50;

    /// <summary>The items of a list that is a bare array on one site and wrapped on another (contract §5.1).</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Array)
            return [.. answer.EnumerateArray()];
        foreach (var name in (string[])["entries", "values"])
            if (
                answer.ValueKind == JsonValueKind.Object
                && answer.TryGetProperty(name, out var wrapped)
                && wrapped.ValueKind == JsonValueKind.Array
            )
                return [.. wrapped.EnumerateArray()];
        return [];
    }

    /// <summary>All schemas that the account sees, each once.</summary>
    public static async Task<IReadOnlyList<SchemaLine>> ListAllSchemasAsync(
        this IAssetsReads assets,
        bool includeCounts,
        CancellationToken cancellationToken
    )
    {
        var schemas = new Dictionary<string, SchemaLine>(StringComparer.Ordinal);
        for (var startAt = 0; ; startAt += SchemasPerPage)
        {
            var page = await assets.ListSchemasAsync(
                startAt,
                SchemasPerPage,
                includeCounts,
                cancellationToken
            );
            var seen = schemas.Count;
            foreach (var schema in page.Values ?? [])
                schemas[schema.Id] = schema;
            // A page that brings nothing new ends the list whatever it says of itself.
            if (page.IsLast == true || schemas.Count == seen)
                return [.. schemas.Values];
        }
    }
}
