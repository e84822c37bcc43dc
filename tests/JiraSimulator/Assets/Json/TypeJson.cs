using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

internal static class TypeJson
{
    public static void Write(Wire wire, ObjectType type, bool withCount = false)
    {
        var json = wire.Json;
        json.WriteStartObject();
        wire.Identity(Wire.IdText(type.Id));
        json.WriteString("name", type.Name);
        json.WriteNumber("type", 0);
        wire.Words("description", type.Description);
        json.WritePropertyName("icon");
        ConfigurationJson.WriteIcon(wire, wire.World.Icons[type.IconId]);
        json.WriteNumber("position", type.Position);
        wire.Time("created", type.Created);
        wire.Time("updated", type.Updated);
        json.WriteNumber("objectCount", withCount ? wire.World.Objects.IdsOf(type.Id).Count : 0);
        if (type.ParentId is { } parent)
            WriteParent(wire, parent);
        json.WriteString("objectSchemaId", Wire.IdText(type.SchemaId));
        json.WriteBoolean("inherited", type.Inherited);
        json.WriteBoolean("abstractObjectType", type.IsAbstract);
        json.WriteBoolean("parentObjectTypeInherited", wire.World.InheritsFromParent(type));
        json.WriteEndObject();
    }

    /// <summary>A number says the document; clients receive a string (contract §1.4).</summary>
    private static void WriteParent(Wire wire, long parent)
    {
        if (wire.Switches.ParentTypeIdAsString)
            wire.Json.WriteString("parentObjectTypeId", Wire.IdText(parent));
        else
            wire.Json.WriteNumber("parentObjectTypeId", parent);
    }
}
