using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Icons and their images; those of one schema are documented here.</summary>
internal static class ServerIcons
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Assets(
            "/icon/global",
            "findGlobalIcons",
            call => Listed(call, icon => icon.SchemaId is null)
        ),
        DataCenterRoute.Assets("/icon/objectschema/{id}", "findIcons", OfSchema),
        DataCenterRoute.Assets("/icon/{id}", "getIcon", Read),
        DataCenterRoute.Assets("/icon/{id}/icon.png", "getIconImage", IconEndpoints.Image, "size"),
    ];

    private static Answer OfSchema(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Listed(call, icon => icon.SchemaId == schema.Id);
    }

    private static Answer Read(AssetsCall call)
    {
        var icon = call.RouteIcon;
        return Answer.Ok(wire => ConfigurationShape.WriteIcon(wire, icon));
    }

    private static Answer Listed(AssetsCall call, Func<Icon, bool> matches)
    {
        var icons = call.World.Icons.Values.Where(matches).ToList();
        return Answer.Ok(wire =>
            wire.Array(icons, icon => ConfigurationShape.WriteIcon(wire, icon))
        );
    }
}
