using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Roles of schemas and types, for their managers.</summary>
internal static class ServerRoles
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        .. (
            (DataCenterRoute[])
                [
                    DataCenterRoute.Assets(
                        "/config/role/objectschema/{id}",
                        "findSchemaRoles",
                        call => Listed(call, () => Roles.OfSchema(call.RouteSchema.Id))
                    ),
                    DataCenterRoute.Assets(
                        "/config/role/objecttype/{id}",
                        "findObjectTypeRoles",
                        call => Listed(call, () => Roles.OfType(call.RouteType.Id))
                    ),
                    DataCenterRoute.Assets("/config/role/{id}", "loadRole", Read),
                ]
        ).Select(route => route.While(switches => switches.Roles)),
    ];

    private static Answer Listed(AssetsCall call, Func<IEnumerable<Role>> find)
    {
        call.RequireManager();
        var roles = find();
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            foreach (var role in roles)
                wire.Json.WriteString(role.Name, $"{Urls.Assets(wire)}/config/role/{role.Id}");
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Read(AssetsCall call)
    {
        call.RequireManager();
        var role = new Role(call.RouteId("id"));
        _ = role.IsOfSchema
            ? call.VisibleSchema(role.OwnerId).Id
            : call.VisibleType(role.OwnerId).Id;
        return Answer.Ok(wire => RoleShape.Write(wire, role));
    }
}
