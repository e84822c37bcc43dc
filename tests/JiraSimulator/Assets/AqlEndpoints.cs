using JiraSimulator.Assets.Aql;
using JiraSimulator.Assets.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.Assets;

/// <summary>The main read path (contract §5.6).</summary>
internal static class AqlEndpoints
{
    public const string Search = "findObjectsByAql";

    private const int LargestPage = 10_000;
    private const int LyingPage = 1_000;
    private const int TotalCap = 1_000;

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Search("/object/aql", Search, Find) with
        {
            Afterwards = call =>
                call.World.Switches.ChurnBetweenPages is > 0 and var count
                    ? () => Churn.Run(call.World, count)
                    : null,
        },
        AssetsRoute.Search("/object/aql/totalcount", "countObjectsByAql", Count),
    ];

    private static Answer Find(AssetsCall call)
    {
        var startAt = call.Number("startAt", 0);
        var maxResults = Math.Min(
            call.Number("maxResults", 25),
            call.World.Switches.LargestPage ?? LargestPage
        );
        var withAttributes = call.Text("includeAttributes") is not "false";
        var ids = Compile(call).Ids();
        var end = (int)Math.Min(ids.Count, (long)startAt + maxResults);
        var page = Page(call, ids, startAt, end);
        call.World.Searches.Add(
            new SearchPage(call.Body.RequiredText("qlQuery"), startAt, page.Count)
        );
        var lies = call.World.Switches.LastPageLieAt1000 && maxResults >= LyingPage;
        return Answer.Ok(wire =>
        {
            var json = wire.Json;
            json.WriteStartObject();
            json.WriteNumber("startAt", startAt);
            json.WriteNumber("maxResults", maxResults);
            if (wire.Switches.TotalInAql == TotalMember.CappedAt1000)
                json.WriteNumber("total", Math.Min(ids.Count, TotalCap));
            PageJson.WriteLast(wire, lies || end >= ids.Count);
            if (wire.Switches.HasMoreResultsInAql)
                json.WriteBoolean("hasMoreResults", end < ids.Count);
            json.WritePropertyName("values");
            wire.Array(page, found => ObjectJson.Write(wire, found, withAttributes));
            WriteDefinitions(wire, page);
            json.WriteEndObject();
        });
    }

    private static List<AssetObject> Page(
        AssetsCall call,
        IReadOnlyList<long> ids,
        int startAt,
        int end
    )
    {
        var (world, page) = (call.World, new List<AssetObject>());
        for (var i = startAt; i < end; i++)
            if (!world.Switches.KeptFromPages.Contains(ids[i]))
                page.Add(world.Objects.Find(ids[i])!);
        var told = call.Lie switch
        {
            FaultKind.ShortPage => [.. page.SkipLast(1)],
            FaultKind.EmptyPage => [],
            FaultKind.RepeatedPage => world.PageBefore,
            _ => page,
        };
        world.PageBefore = page;
        return told;
    }

    private static void WriteDefinitions(Wire wire, List<AssetObject> page)
    {
        var definitions = page.Select(found => found.TypeId)
            .Distinct()
            .SelectMany(typeId => wire.World.AttributesOf(wire.World.Types[typeId]))
            .Distinct();
        wire.Json.WritePropertyName("objectTypeAttributes");
        wire.Array(definitions, attribute => AttributeJson.Write(wire, attribute, withType: true));
    }

    private static Answer Count(AssetsCall call)
    {
        var count = Compile(call).Count() + (call.Lie == FaultKind.CountDrift ? 1 : 0);
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteNumber("totalCount", count);
            wire.Json.WriteEndObject();
        });
    }

    private static AqlSearch Compile(AssetsCall call) =>
        new(new AqlScope(call.World, call.Caller), call.Body.RequiredText("qlQuery"));
}
