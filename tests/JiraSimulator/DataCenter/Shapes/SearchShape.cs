using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>One page of what a search found.</summary>
/// <param name="QueryName">The parameter that held the query: <c>qlQuery</c> or <c>iql</c>.</param>
/// <param name="Number">Of the page, from 1.</param>
/// <param name="First">Place of the first entry among all found, from 0.</param>
internal sealed record FoundPage(
    string QueryName,
    string Query,
    int Number,
    int Size,
    int First,
    int Total,
    IReadOnlyList<AssetObject> Entries
);

/// <summary>A page as contract §1.6 shows style B: <c>pageSize</c> counts pages, indexes count from 1.</summary>
internal static class SearchShape
{
    public static void Write(Wire wire, FoundPage page, ObjectView view)
    {
        var json = wire.Json;
        json.WriteStartObject();
        json.WritePropertyName("objectEntries");
        wire.Array(page.Entries, found => ObjectShape.Write(wire, found, view));
        if (view.WithDefinitions)
            WriteDefinitions(wire, page);
        json.WriteBoolean("objectTypeIsInherited", false);
        json.WriteBoolean("abstractObjectType", false);
        json.WriteNumber("totalFilterCount", page.Total);
        json.WriteNumber("startIndex", page.First + 1);
        json.WriteNumber("toIndex", page.First + page.Entries.Count);
        json.WriteNumber("pageObjectSize", page.Size);
        json.WriteNumber("pageNumber", page.Number);
        json.WriteString("orderWay", "asc");
        json.WriteString(page.QueryName, page.Query);
        json.WriteBoolean($"{page.QueryName}SearchResult", true);
        json.WriteBoolean("conversionPossible", false);
        json.WriteNumber("pageSize", ((page.Total + page.Size) - 1) / page.Size);
        json.WriteEndObject();
    }

    private static void WriteDefinitions(Wire wire, FoundPage page)
    {
        var definitions = page
            .Entries.Select(found => found.TypeId)
            .Distinct()
            .SelectMany(typeId => wire.World.AttributesOf(wire.World.Types[typeId]))
            .Distinct();
        wire.Json.WritePropertyName("objectTypeAttributes");
        wire.Array(definitions, attribute => AttributeShape.Write(wire, attribute));
    }
}
