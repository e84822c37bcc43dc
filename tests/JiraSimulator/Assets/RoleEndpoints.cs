using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Roles of schemas and types, which no document names (contract §5.16).</summary>
internal static class RoleEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        .. (
            (AssetsRoute[])
                [
                    AssetsRoute.Get("/config/role/objectschema/{id}", "findSchemaRoles", OfSchema),
                    AssetsRoute.Get("/config/role/objecttype/{id}", "findObjectTypeRoles", OfType),
                    AssetsRoute.Get("/config/role/{id}", "loadRole", Read),
                    AssetsRoute.Put("/config/role/{id}", "updateRole", Update).OnObjects(),
                ]
        ).Select(route => route.While(switches => switches.Roles)),
    ];

    private static Answer OfSchema(AssetsCall call)
    {
        call.RequireManager();
        return Listed(Roles.OfSchema(call.RouteSchema.Id));
    }

    private static Answer OfType(AssetsCall call)
    {
        call.RequireManager();
        return Listed(Roles.OfType(call.RouteType.Id));
    }

    private static Answer Listed(IEnumerable<Role> roles) =>
        Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            foreach (var role in roles)
                wire.Json.WriteString(role.Name, $"{wire.WorkspaceUrl}/config/role/{role.Id}");
            wire.Json.WriteEndObject();
        });

    private static Answer Read(AssetsCall call)
    {
        var role = Routed(call);
        return Answer.Ok(wire => RoleJson.Write(wire, role));
    }

    /// <summary>The actors of the body take the place of all that were in the role.</summary>
    private static Answer Update(AssetsCall call)
    {
        var role = Routed(call);
        call.World.Roles.Set(role, RoleInput.Read(call));
        return Answer.Ok(wire => RoleJson.Write(wire, role));
    }

    private static Role Routed(AssetsCall call)
    {
        call.RequireManager();
        var role = new Role(call.RouteId("id"));
        _ = role.IsOfSchema
            ? call.VisibleSchema(role.OwnerId).Id
            : call.VisibleType(role.OwnerId).Id;
        return role;
    }
}
