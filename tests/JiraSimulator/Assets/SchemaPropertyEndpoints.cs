namespace JiraSimulator.Assets;

/// <summary>Settings of a schema, among them whether other schemas may refer to it (contract §5.2).</summary>
internal static class SchemaPropertyEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get(
            "/global/config/objectschema/{id}",
            "loadGlobalConfiguration",
            call => Read(call, withMore: false)
        ),
        AssetsRoute.Get(
            "/global/config/objectschema/{id}/property",
            "loadSchemaProperties",
            call => Read(call, withMore: true)
        ),
        AssetsRoute.Post(
            "/global/config/objectschema/{id}/property",
            "updateGlobalConfiguration",
            Update
        ),
    ];

    private static Answer Read(AssetsCall call, bool withMore)
    {
        var schema = call.RouteSchema;
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteBoolean("allowOtherObjectSchema", schema.AllowOtherObjectSchema);
            wire.Json.WriteBoolean("validateQuickCreate", schema.ValidateQuickCreate);
            wire.Json.WriteBoolean("quickCreateObjects", schema.QuickCreateObjects);
            if (withMore)
            {
                wire.Json.WriteBoolean("createObjectsCustomField", false);
                wire.Json.WriteBoolean("serviceDescCustomersEnabled", false);
            }
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.RouteSchema;
        var body = call.Body;
        schema.AllowOtherObjectSchema =
            body.Flag("allowOtherObjectSchema") ?? schema.AllowOtherObjectSchema;
        schema.ValidateQuickCreate = body.Flag("validateQuickCreate") ?? schema.ValidateQuickCreate;
        schema.QuickCreateObjects = body.Flag("quickCreateObjects") ?? schema.QuickCreateObjects;
        return Answer.Empty;
    }
}
