using JiraSimulator.Assets;
using JiraSimulator.Assets.Aql;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.DataCenter;

/// <summary>The searches, by AQL or by its old name IQL, in numbered pages (contract §1.6, style B).</summary>
internal static class ServerSearches
{
    private static readonly string[] Common =
    [
        "page",
        "resultPerPage",
        "includeAttributes",
        "includeAttributesDeep",
        "includeTypeAttributes",
        "includeExtendedInfo",
    ];

    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        Route("/aql/objects", "findObjects", "qlQuery", [.. Common, "qlQuery"])
            .While(switches => switches.ServerSearch != ServerSearch.Iql),
        Route("/iql/objects", "findObjectsByIql", "iql", [.. Common, "iql", "objectSchemaId"])
            .While(switches => switches.ServerSearch != ServerSearch.Aql),
    ];

    private static DataCenterRoute Route(
        string path,
        string operation,
        string queryName,
        string[] parameters
    )
    {
        var route = DataCenterRoute.Assets(
            path,
            operation,
            call => Find(call, queryName),
            parameters
        );
        return route with { Route = route.Route with { Afterwards = Churned } };
    }

    private static Action? Churned(AssetsCall call) =>
        call.World.Switches.ChurnBetweenPages is > 0 and var count
            ? () => Churn.Run(call.World, count)
            : null;

    private static Answer Find(AssetsCall call, string queryName)
    {
        var query = call.Text(queryName) is { Length: > 0 } text
            ? text
            : throw Refusal.Bad($"{queryName} is required");
        var page = PositiveNumber(call, "page", 1);
        var size = Math.Min(
            PositiveNumber(call, "resultPerPage", 25),
            call.World.Switches.LargestServerPage
        );
        var view = ViewAskedFor(call);
        var ids = OfSchema(call, new AqlSearch(new AqlScope(call.World, call.Caller), query).Ids());
        var first = (int)Math.Min(ids.Count, (page - 1L) * size);
        var end = Math.Min(ids.Count, first + size);
        var entries = new List<AssetObject>();
        for (var i = first; i < end; i++)
            entries.Add(call.World.Objects.Find(ids[i])!);
        call.World.Searches.Add(new SearchPage(query, first, entries.Count));
        var found = new FoundPage(queryName, query, page, size, first, ids.Count, entries);
        return Answer.Ok(wire => SearchShape.Write(wire, found, view));
    }

    private static ObjectView ViewAskedFor(AssetsCall call) =>
        new()
        {
            Depth = call.Text("includeAttributes") is "false"
                ? 0
                : PositiveNumber(call, "includeAttributesDeep", 1),
            WithDefinitions = call.Flag("includeTypeAttributes"),
            WithExtendedInfo = call.Flag("includeExtendedInfo"),
        };

    private static IReadOnlyList<long> OfSchema(AssetsCall call, IReadOnlyList<long> ids)
    {
        if (call.QuerySchema() is not { } schema)
            return ids;
        var types = call.World.TypesOf(schema.Id).Select(type => type.Id).ToHashSet();
        return [.. ids.Where(id => types.Contains(call.World.Objects.Find(id)!.TypeId))];
    }

    private static int PositiveNumber(AssetsCall call, string name, int otherwise) =>
        call.Number(name, otherwise) is > 0 and var number
            ? number
            : throw Refusal.Bad($"{name} has to be greater than 0");
}
