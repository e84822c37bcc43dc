using System.Text.Json;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>
/// An object as its record holds it. Left out: links, avatar and media addresses, the workspace, the embedded type and
/// definitions (their ids stay), and copies of other members. Members that nobody knows stay as they were read.
/// </summary>
internal static class ObjectNormaliser
{
    private static readonly JsonProperty[] None = [];

    /// <param name="source">An object of a search page or of a single read.</param>
    /// <param name="json">Empty; empty again on return.</param>
    public static CapturedRecord Normalise(JsonElement source, RawJson json)
    {
        var typeId =
            source.Member("objectType"u8)?.Text("id"u8)
            ?? source.Text("objectTypeId"u8)
            ?? throw new FormatException("An object came without its type.");
        var id = source.Text("id"u8) ?? throw new FormatException("An object came without an id.");
        Write(source, typeId, json);
        return new CapturedRecord(
            typeId,
            id,
            source.Text("objectKey"u8) ?? "",
            source.Text("label"u8) ?? "",
            source.UtcTicks("updated"u8),
            json.Take()
        )
        {
            IsUnfilled = source.Member("attributes"u8) is null,
        };
    }

    /// <summary>Whether a record says so. Values cannot say it: within a text the quotes would be escaped.</summary>
    public static bool HasAvatar(ReadOnlySpan<byte> record) =>
        record.IndexOf("\"hasAvatar\":true"u8) >= 0;

    private static void Write(JsonElement source, string typeId, RawJson json)
    {
        json.StartObject();
        json.Name("attributes"u8);
        Attributes(source, json);
        Member(source, "created"u8, json);
        json.Name("hasAvatar"u8);
        json.Bool(source.Flag("hasAvatar"u8));
        Member(source, "id"u8, json);
        Member(source, "label"u8, json);
        Member(source, "objectKey"u8, json);
        json.Name("objectTypeId"u8);
        json.Plain(typeId);
        Member(source, "updated"u8, json);
        foreach (var member in Unknown(source))
            json.Verbatim(member);
        json.EndObject();
    }

    private static void Member(JsonElement source, ReadOnlySpan<byte> name, RawJson json)
    {
        if (source.Member(name) is not { } value)
            return;
        json.Name(name);
        json.Text(value);
    }

    private static IEnumerable<JsonProperty> Unknown(JsonElement source)
    {
        List<JsonProperty>? unknown = null;
        foreach (var member in source.EnumerateObject())
            if (!IsKnown(member.Name) && !IsCopy(member, source))
                (unknown ??= []).Add(member);
        return unknown ?? (IEnumerable<JsonProperty>)None;
    }

    private static bool IsKnown(string name) =>
        name
            is "attributes"
                or "created"
                or "hasAvatar"
                or "id"
                or "label"
                or "objectKey"
                or "objectTypeId"
                or "updated"
                or "workspaceId"
                or "globalId"
                or "avatar"
                or "objectType"
                or "timestamp"
                or "extendedInfo"
                or "_links";

    private static bool IsCopy(JsonProperty member, JsonElement source) =>
        member.Value.ValueKind == JsonValueKind.Null
        || (member.Name == "name" && member.Value.AsText() == source.Text("label"u8));

    private static void Attributes(JsonElement source, RawJson json)
    {
        var filled = new List<(string Id, JsonElement Attribute)>();
        if (source.Member("attributes"u8) is { ValueKind: JsonValueKind.Array } attributes)
            foreach (var attribute in attributes.EnumerateArray())
                if (HasValues(attribute))
                    filled.Add((AttributeId(attribute), attribute));
        filled.Sort((one, other) => Members.CompareIds(one.Id, other.Id));
        json.StartArray();
        foreach (var (id, attribute) in filled)
            Attribute(id, attribute, json);
        json.EndArray();
    }

    // An attribute without values is missing on one site and empty on another (contract §5.5).
    private static bool HasValues(JsonElement attribute) =>
        attribute.Member("objectAttributeValues"u8) is { ValueKind: JsonValueKind.Array } values
        && values.GetArrayLength() > 0;

    private static string AttributeId(JsonElement attribute) =>
        attribute.Text("objectTypeAttributeId"u8)
        ?? attribute.Member("objectTypeAttribute"u8)?.Text("id"u8)
        ?? throw new FormatException("A value came without the id of its attribute.");

    private static void Attribute(string id, JsonElement attribute, RawJson json)
    {
        json.StartObject();
        json.Name("objectAttributeValues"u8);
        json.StartArray();
        foreach (var value in attribute.GetProperty("objectAttributeValues"u8).EnumerateArray())
            ValueNormaliser.Write(value, json);
        json.EndArray();
        json.Name("objectTypeAttributeId"u8);
        json.Plain(id);
        foreach (var member in attribute.EnumerateObject())
            if (!IsKnownOfAttribute(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
                json.Verbatim(member);
        json.EndObject();
    }

    private static bool IsKnownOfAttribute(string name) =>
        name
            is "objectAttributeValues"
                or "objectTypeAttributeId"
                or "objectTypeAttribute"
                or "workspaceId"
                or "globalId"
                or "id"
                or "objectId";
}
