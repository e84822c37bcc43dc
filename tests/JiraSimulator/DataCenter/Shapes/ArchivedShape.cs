using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>An archived object in its list: other names than elsewhere, and no values.</summary>
internal static class ArchivedShape
{
    public static void Write(Wire wire, AssetObject written)
    {
        var json = wire.Json;
        var type = wire.World.Types[written.TypeId];
        json.WriteStartObject();
        json.WriteNumber("id", written.Id);
        json.WriteString("key", wire.World.KeyOf(written));
        wire.Json.WritePropertyName("label");
        json.WriteStringValue(wire.World.LabelOf(written));
        json.WriteBoolean("hasAvatar", written.Avatar is not null);
        AvatarShape.Write(wire, written);
        wire.Time("createdAt", written.Created);
        wire.Time("updatedAt", written.Updated);
        json.WritePropertyName("objectType");
        TypeShape.WriteInObject(wire, type);
        json.WritePropertyName("objectSchema");
        SchemaShape.Write(wire, wire.World.Schemas[type.SchemaId]);
        json.WriteBoolean("archived", true);
        wire.Time("archivedDate", written.Archival!.At);
        json.WritePropertyName("archivedBy");
        UserShape.Write(wire, written.Archival.AccountId);
        json.WriteEndObject();
    }
}
