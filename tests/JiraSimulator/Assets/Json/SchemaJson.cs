using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

internal static class SchemaJson
{
    public static void Write(Wire wire, ObjectSchema schema, bool withCounts)
    {
        var json = wire.Json;
        var types = wire.World.TypesOf(schema.Id).ToList();
        json.WriteStartObject();
        wire.Identity(Wire.IdText(schema.Id));
        json.WriteString("name", schema.Name);
        json.WriteString("objectSchemaKey", schema.Key);
        json.WriteString("status", "Ok");
        wire.Words("description", schema.Description);
        wire.Time("created", schema.Created);
        wire.Time("updated", schema.Updated);
        json.WriteNumber(
            "objectCount",
            withCounts ? types.Sum(t => wire.World.Objects.IdsOf(t.Id).Count) : 0
        );
        json.WriteNumber("objectTypeCount", withCounts ? types.Count : 0);
        json.WriteBoolean("canManage", wire.CanManage);
        json.WriteEndObject();
    }
}
