using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Reading object types (contract §5.1, §5.3).</summary>
internal static class TypeEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get("/objectschema/{id}/objecttypes", "findSchemaObjectTypes", Tree),
        AssetsRoute.Get("/objectschema/{id}/objecttypes/flat", "findSchemaObjectTypesFlat", Flat),
        AssetsRoute.Get("/objecttype/{id}", "loadObjectType", Read),
        AssetsRoute.Get("/objecttype/{id}/attributes", "findObjectTypeAttributes", Attributes),
        AssetsRoute.Get("/objecttype/{id}/icon.png", "getObjectTypeIcon", Image),
    ];

    private static Answer Tree(AssetsCall call)
    {
        var schema = call.RouteSchema;
        var types = InTreeOrder(call.World, schema.Id, null)
            .Where(type => !call.Flag("excludeAbstract") || !type.IsAbstract)
            .ToList();
        return Answer.Ok(wire =>
        {
            if (!wire.Switches.EntriesWrapper)
            {
                wire.Array(types, type => TypeJson.Write(wire, type));
                return;
            }
            wire.Json.WriteStartObject();
            wire.Json.WritePropertyName("entries");
            wire.Array(types, type => TypeJson.Write(wire, type));
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Flat(AssetsCall call)
    {
        var query = call.Text("query") ?? "";
        var withCounts =
            call.Flag("includeObjectCounts") || !call.World.Switches.CountsOnlyWhenAsked;
        var types = call
            .World.TypesOf(call.RouteSchema.Id)
            .Where(type => type.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(type => type.Name != call.Text("exclude"))
            .ToList();
        return Answer.Ok(wire => wire.Array(types, type => TypeJson.Write(wire, type, withCounts)));
    }

    private static Answer Read(AssetsCall call)
    {
        var type = call.RouteType;
        return Answer.Ok(wire => TypeJson.Write(wire, type));
    }

    private static Answer Attributes(AssetsCall call)
    {
        var type = call.RouteType;
        var query = call.Text("query") ?? "";
        var found = call.Flag("excludeParentAttributes")
            ? call.World.OwnAttributesOf(type.Id)
            : call.World.AttributesOf(type);
        found = found
            .Where(attribute => attribute.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(attribute => !call.Flag("onlyValueEditable") || !attribute.IsSystem);
        if (call.Flag("orderByName"))
            found = found.OrderBy(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
        if (call.Flag("orderByRequired"))
            found = found.OrderByDescending(attribute => attribute.Settings.MinimumCardinality);
        var attributes = found.ToList();
        return Answer.Ok(wire => wire.Array(attributes, a => AttributeJson.Write(wire, a)));
    }

    public static Answer Image(AssetsCall call) =>
        IconEndpoints.Sized(call.World.Icons[call.RouteType.IconId], call.Number("size", 48));

    private static IEnumerable<ObjectType> InTreeOrder(
        World world,
        long schemaId,
        long? parentId
    ) =>
        world
            .ChildrenOf(schemaId, parentId)
            .SelectMany(type => InTreeOrder(world, schemaId, type.Id).Prepend(type));
}
