using System.Text.Json;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>The objects of other schemas that an object refers to, with the labels they had.</summary>
/// <param name="schemaId">The schema being captured.</param>
internal sealed class ForeignLabels(string schemaId)
{
    private readonly Dictionary<string, CapturedRecord> found = new(StringComparer.Ordinal);
    private readonly RawJson json = new();

    public IReadOnlyCollection<CapturedRecord> Found => found.Values;

    public void Collect(JsonElement source)
    {
        if (source.Member("attributes"u8) is not { ValueKind: JsonValueKind.Array } attributes)
            return;
        foreach (var attribute in attributes.EnumerateArray())
            if (
                attribute.Member("objectAttributeValues"u8) is
                { ValueKind: JsonValueKind.Array } values
            )
                foreach (var value in values.EnumerateArray())
                    if (value.Member("referencedObject"u8) is { } referred)
                        Note(referred);
    }

    private void Note(JsonElement referred)
    {
        var type = referred.Member("objectType"u8);
        var owner = type?.Text("objectSchemaId"u8);
        if (
            owner is null
            || owner == schemaId
            || referred.Text("id"u8) is not { } id
            || type?.Text("id"u8) is not { } typeId
            || found.ContainsKey(id)
        )
            return;
        found.Add(
            id,
            new CapturedRecord(
                typeId,
                id,
                referred.Text("objectKey"u8) ?? "",
                referred.Text("label"u8) ?? "",
                0,
                Write(referred, id, typeId, owner)
            )
        );
    }

    private byte[] Write(JsonElement referred, string id, string typeId, string owner)
    {
        json.StartObject();
        json.Name("id"u8);
        json.Plain(id);
        if (referred.Member("label"u8) is { } label)
        {
            json.Name("label"u8);
            json.Text(label);
        }
        if (referred.Member("objectKey"u8) is { } key)
        {
            json.Name("objectKey"u8);
            json.Text(key);
        }
        json.Name("objectSchemaId"u8);
        json.Plain(owner);
        json.Name("objectTypeId"u8);
        json.Plain(typeId);
        json.EndObject();
        return json.Take();
    }
}
