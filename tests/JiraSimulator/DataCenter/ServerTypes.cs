using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Types and their attributes.</summary>
internal static class ServerTypes
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Assets(
            "/objectschema/{id}/objecttypes/flat",
            "findObjectTypeFlatList",
            Flat,
            "role",
            "query",
            "exclude"
        ),
        DataCenterRoute.Assets("/objecttype/{id}", "loadObjectType", Read),
        DataCenterRoute.Assets(
            "/objecttype/{id}/attributes",
            "findObjectTypeAttributes",
            Attributes,
            "orderByRequired",
            "orderByName",
            "includeChildren",
            "query",
            "excludeParentAttributes",
            "includeValueExist",
            "onlyValueEditable"
        ),
        // In an older document, and no more in that of 11.3.
        DataCenterRoute
            .Assets(
                "/objectschema/{id}/attributes",
                "findSchemaAttributes",
                OfSchema,
                "onlyValueEditable",
                "extended",
                "query"
            )
            .While(switches => switches.AssetsBaseMissing),
        DataCenterRoute.Assets(
            "/objecttype/{id}/icon.png",
            "getObjectTypeIcon",
            TypeEndpoints.Image,
            "size",
            "uuid"
        ),
    ];

    private static Answer Flat(AssetsCall call)
    {
        var query = call.Text("query") ?? "";
        var types = call
            .World.TypesOf(call.RouteSchema.Id)
            .Where(type => type.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(type => type.Name != call.Text("exclude"))
            .ToList();
        return Answer.Ok(wire => wire.Array(types, type => TypeShape.Write(wire, type)));
    }

    private static Answer Read(AssetsCall call)
    {
        var type = call.RouteType;
        return Answer.Ok(wire => TypeShape.Write(wire, type));
    }

    private static Answer Attributes(AssetsCall call)
    {
        var type = call.RouteType;
        var found = call.Flag("excludeParentAttributes")
            ? call.World.OwnAttributesOf(type.Id)
            : call.World.AttributesOf(type);
        if (call.Flag("includeChildren"))
            found = found.Concat(OfChildren(call.World, type)).Distinct();
        found = Matching(call, found);
        if (call.Flag("orderByName"))
            found = found.OrderBy(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
        if (call.Flag("orderByRequired"))
            found = found.OrderByDescending(attribute => attribute.Settings.MinimumCardinality);
        return Listed(found, call.Flag("includeValueExist"), withType: false);
    }

    private static Answer OfSchema(AssetsCall call) =>
        Listed(
            Matching(
                call,
                call.World.TypesOf(call.RouteSchema.Id)
                    .SelectMany(type => call.World.OwnAttributesOf(type.Id))
            ),
            asked: false,
            call.Flag("extended")
        );

    private static Answer Listed(
        IEnumerable<AttributeDefinition> attributes,
        bool asked,
        bool withType
    )
    {
        var shown = attributes.ToList();
        return Answer.Ok(wire =>
            wire.Array(shown, a => AttributeShape.Write(wire, a, withType, asked))
        );
    }

    private static IEnumerable<AttributeDefinition> Matching(
        AssetsCall call,
        IEnumerable<AttributeDefinition> attributes
    )
    {
        var query = call.Text("query") ?? "";
        return attributes
            .Where(attribute => attribute.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(attribute => !call.Flag("onlyValueEditable") || !attribute.IsSystem);
    }

    private static IEnumerable<AttributeDefinition> OfChildren(World world, ObjectType type) =>
        world
            .ChildrenOf(type.SchemaId, type.Id)
            .SelectMany(child => world.AttributesOf(child).Concat(OfChildren(world, child)));
}
