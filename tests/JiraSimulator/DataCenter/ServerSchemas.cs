using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Schemas: one list that is not paged, counts always filled.</summary>
internal static class ServerSchemas
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Assets("/objectschema/list", "findSchemas", List, "query"),
        DataCenterRoute.Assets("/objectschema/{id}", "loadSchema", Read),
        DataCenterRoute.Assets("/analytics/schema", "getSchemaAnalytics", Analytics),
        DataCenterRoute
            .Assets("/global/config/objectschema/{id}", "loadGlobalConfiguration", Settings)
            .While(switches => switches.ServerSchemaSettings),
    ];

    private static Answer List(AssetsCall call)
    {
        var query = call.Text("query") ?? "";
        var schemas = Visible(call)
            .Where(schema => schema.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WritePropertyName("objectschemas");
            wire.Array(schemas, schema => SchemaShape.Write(wire, schema));
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Read(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Answer.Ok(wire => SchemaShape.Write(wire, schema));
    }

    private static Answer Analytics(AssetsCall call)
    {
        call.RequireManager();
        var schemas = Visible(call).ToList();
        return Answer.Ok(wire =>
            wire.Array(schemas, schema => SchemaShape.WriteStatistics(wire, schema))
        );
    }

    private static Answer Settings(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteBoolean("allowOtherObjectSchema", schema.AllowOtherObjectSchema);
            wire.Json.WriteBoolean("validateQuickCreate", schema.ValidateQuickCreate);
            wire.Json.WriteBoolean("quickCreateObjects", schema.QuickCreateObjects);
            wire.Json.WriteEndObject();
        });
    }

    private static IEnumerable<ObjectSchema> Visible(AssetsCall call) =>
        call.World.Schemas.Values.Where(schema =>
            call.Caller.HasAssetsRole
            && !schema.IsGone(call.World.Now)
            && !call.World.IsHidden(schema.Id)
        );
}
