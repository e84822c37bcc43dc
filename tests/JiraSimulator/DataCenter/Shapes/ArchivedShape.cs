using System.Buffers;
using System.Text.Json;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>An archived object in its list: other names than elsewhere, and no values. Its schema is counted once an answer.</summary>
internal sealed class ArchivedShape(Wire wire)
{
    private readonly Dictionary<long, byte[]> schemas = [];

    public void Write(AssetObject written)
    {
        var json = wire.Json;
        var type = wire.World.Types[written.TypeId];
        json.WriteStartObject();
        json.WriteNumber("id", written.Id);
        json.WriteString("key", wire.World.KeyOf(written));
        json.WriteString("label", wire.World.LabelOf(written));
        json.WriteBoolean("hasAvatar", written.Avatar is not null);
        AvatarShape.Write(wire, written);
        wire.Time("createdAt", written.Created);
        wire.Time("updatedAt", written.Updated);
        json.WritePropertyName("objectType");
        TypeShape.WriteInObject(wire, type);
        json.WritePropertyName("objectSchema");
        json.WriteRawValue(SchemaOf(type.SchemaId), skipInputValidation: true);
        json.WriteBoolean("archived", true);
        wire.Time("archivedDate", written.Archival!.At);
        json.WritePropertyName("archivedBy");
        UserShape.Write(wire, written.Archival.AccountId);
        json.WriteEndObject();
    }

    private byte[] SchemaOf(long id)
    {
        if (schemas.TryGetValue(id, out var written))
            return written;
        var buffer = new ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            SchemaShape.Write(new Wire(wire.World, wire.Reader, inner), wire.World.Schemas[id]);
        }
        return schemas[id] = buffer.WrittenSpan.ToArray();
    }
}
