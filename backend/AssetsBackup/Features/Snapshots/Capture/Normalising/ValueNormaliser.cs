using System.Text.Json;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>
/// One value without what changes by itself (contract §6.5): texts for the caller's locale, links, pictures and the
/// members of what is only referred to. What has none of the known forms stays as it was read.
/// </summary>
internal static class ValueNormaliser
{
    public static void Write(JsonElement value, RawJson json)
    {
        if (value.Member("referencedObject"u8)?.Member("id"u8) is { } referred)
            Only("referencedObject"u8, referred, json);
        else if (value.Member("user"u8) is { } user)
            OnlyOrVerbatim("user"u8, Id(user.Member("key"u8), value), value, json);
        else if (value.Member("group"u8) is { } group)
            OnlyOrVerbatim("group"u8, Id(group.Member("name"u8), value), value, json);
        else if (value.Member("project"u8) is { } project)
            OnlyOrVerbatim("project"u8, Id(project.Member("key"u8), value), value, json);
        else if (value.Member("status"u8) is { } status)
            OnlyOrVerbatim("status"u8, status.Member("id"u8), value, json);
        else if (value.Member("value"u8) is { } plain && plain.IsScalar())
            Plain(value, plain, json);
        else
            json.Verbatim(value);
    }

    private static JsonElement? Id(JsonElement? own, JsonElement value) =>
        own ?? value.Member("searchValue"u8) ?? value.Member("value"u8);

    private static void OnlyOrVerbatim(
        ReadOnlySpan<byte> name,
        JsonElement? id,
        JsonElement value,
        RawJson json
    )
    {
        if (id is { } known && known.IsScalar())
            Only(name, known, json);
        else
            json.Verbatim(value);
    }

    private static void Only(ReadOnlySpan<byte> name, JsonElement id, RawJson json)
    {
        json.StartObject();
        json.Name(name);
        json.Text(id);
        json.EndObject();
    }

    private static void Plain(JsonElement value, JsonElement plain, RawJson json)
    {
        json.StartObject();
        foreach (var member in value.EnumerateObject())
            switch (member.Name)
            {
                case "value" or "displayValue" or "referencedType":
                case "searchValue" when member.Value.AsText() == plain.AsText():
                case not null when member.Value.ValueKind == JsonValueKind.Null:
                    break;
                default:
                    json.Verbatim(member);
                    break;
            }
        json.Name("value"u8);
        json.Text(plain);
        json.EndObject();
    }
}
