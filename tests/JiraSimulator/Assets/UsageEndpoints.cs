using JiraSimulator.Assets.Json;

namespace JiraSimulator.Assets;

/// <summary>How many objects the workspace holds (contract §5.17).</summary>
internal static class UsageEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [AssetsRoute.Get("/usage", "getTenantUsageInfo", Read)];

    private static Answer Read(AssetsCall call)
    {
        call.RequireManager();
        return Answer.Ok(wire =>
        {
            var json = wire.Json;
            json.WriteStartObject();
            json.WriteNumber("totalObjectsCount", call.World.Objects.Count);
            json.WritePropertyName("perSchemaUsageInfo");
            wire.Array(
                [.. call.World.Schemas.Values.Where(schema => !schema.IsGone(call.World.Now))],
                schema =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("schemaId", schema.Id);
                    json.WriteString("schemaName", schema.Name);
                    json.WriteString("schemaCreatedAt", Wire.TimeText(schema.Created));
                    json.WriteNumber(
                        "objectCount",
                        call.World.TypesOf(schema.Id).Sum(t => call.World.Objects.IdsOf(t.Id).Count)
                    );
                    json.WriteEndObject();
                }
            );
            json.WriteEndObject();
        });
    }
}
