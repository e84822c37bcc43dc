using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>A type; its count is 0 in every recording.</summary>
internal static class TypeShape
{
    public static void Write(Wire wire, ObjectType type) => Write(wire, type, idAsText: false);

    /// <summary>The type within an object.</summary>
    public static void WriteInObject(Wire wire, ObjectType type) =>
        Write(wire, type, wire.Switches.ObjectTypeIdAsText);

    private static void Write(Wire wire, ObjectType type, bool idAsText)
    {
        var json = wire.Json;
        json.WriteStartObject();
        if (idAsText)
            json.WriteString("id", Wire.IdText(type.Id));
        else
            json.WriteNumber("id", type.Id);
        json.WriteString("name", type.Name);
        json.WriteNumber("type", 0);
        wire.Words("description", type.Description);
        json.WritePropertyName("icon");
        ConfigurationShape.WriteIcon(
            wire,
            wire.World.Icons[type.IconId],
            $"{Urls.Insight(wire)}/objecttype/{type.Id}/icon.png"
        );
        json.WriteNumber("position", type.Position);
        wire.Time("created", type.Created);
        wire.Time("updated", type.Updated);
        json.WriteNumber("objectCount", 0);
        if (type.ParentId is { } parent)
            json.WriteNumber("parentObjectTypeId", parent);
        json.WriteNumber("objectSchemaId", type.SchemaId);
        json.WriteBoolean("inherited", type.Inherited);
        json.WriteBoolean("abstractObjectType", type.IsAbstract);
        json.WriteBoolean("parentObjectTypeInherited", wire.World.InheritsFromParent(type));
        json.WriteEndObject();
    }
}
