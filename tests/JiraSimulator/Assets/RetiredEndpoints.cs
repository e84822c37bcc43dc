namespace JiraSimulator.Assets;

/// <summary>Old searches, gone from the document of August 2026 (contract §5.7).</summary>
internal static class RetiredEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get("/aql/objects", "findObjectsByPagedAql", Gone),
        AssetsRoute.Get("/iql/objects", "findObjectsByIql", Gone),
        AssetsRoute.Search("/object/navlist/aql", "navigateByAql", Gone),
        AssetsRoute.Search("/object/navlist/iql", "navigateByIql", Gone),
    ];

    private static Answer Gone(AssetsCall call) =>
        throw new Refusal(
            410,
            ["This resource has been removed"],
            new Dictionary<string, string>()
        );
}
