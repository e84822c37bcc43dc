using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>Definitions without counts, links and embedded bodies; all else stays as it was read.</summary>
internal static class DefinitionNormaliser
{
    private static readonly string[] OfSchema =
    [
        "objectCount",
        "objectTypeCount",
        "canManage",
        "_links",
    ];
    private static readonly string[] OfType = ["icon", "objectCount", "_links"];
    private static readonly string[] OfConfiguration = ["url16", "url48", "_links"];
    private static readonly string[] OfIssueField =
    [
        "clauseNames",
        "navigable",
        "orderable",
        "searchable",
        "self",
    ];
    private static readonly string[] OfAttribute =
    [
        "objectType",
        "referenceObjectType",
        "referenceType",
        "objectAttributeExists",
        "_links",
    ];

    /// <param name="schema">As read.</param>
    /// <param name="configuration">Null where the site does not tell.</param>
    public static byte[] Schema(JsonElement schema, JsonElement? configuration)
    {
        var json = new RawJson();
        json.StartObject();
        json.Name("schema"u8);
        Without(schema, OfSchema, json);
        json.Name("configuration"u8);
        if (configuration is { } told)
            Without(told, [], json);
        else
            json.Null();
        json.EndObject();
        return Canonical(json);
    }

    public static byte[] ObjectType(JsonElement type)
    {
        var json = new RawJson();
        Without(
            type,
            OfType,
            json,
            () => Plain("icon"u8, type.Member("icon"u8)?.Text("id"u8), json)
        );
        return Canonical(json);
    }

    /// <summary>A status or a reference type.</summary>
    public static byte[] Configured(JsonElement item)
    {
        var json = new RawJson();
        Without(item, OfConfiguration, json);
        return Canonical(json);
    }

    /// <summary>A field of issues.</summary>
    public static byte[] IssueField(JsonElement field)
    {
        var json = new RawJson();
        Without(field, OfIssueField, json);
        return Canonical(json);
    }

    public static byte[] Icon(string id, string name) =>
        CanonicalJson.Write(new JsonObject { ["id"] = id, ["name"] = name });

    public static byte[] Attributes(string typeId, IEnumerable<JsonElement> definitions)
    {
        var json = new RawJson();
        json.StartObject();
        Plain("objectTypeId"u8, typeId, json);
        json.Name("attributes"u8);
        json.StartArray();
        foreach (var definition in definitions.OrderBy(Position))
            Attribute(definition, json);
        json.EndArray();
        json.EndObject();
        return Canonical(json);
    }

    private static void Attribute(JsonElement definition, RawJson json) =>
        Without(
            definition,
            OfAttribute,
            json,
            () =>
            {
                Plain("referenceType"u8, definition.Member("referenceType"u8)?.Text("id"u8), json);
                if (definition.Member("referenceObjectTypeId"u8) is null)
                    Plain(
                        "referenceObjectTypeId"u8,
                        definition.Member("referenceObjectType"u8)?.Text("id"u8),
                        json
                    );
            }
        );

    private static int Position(JsonElement definition) =>
        int.TryParse(definition.Text("position"u8), out var position) ? position : int.MaxValue;

    /// <summary>An object without those members and without those that are null.</summary>
    internal static void Without(
        JsonElement source,
        string[] names,
        RawJson json,
        Action? more = null
    )
    {
        json.StartObject();
        foreach (var member in source.EnumerateObject())
            if (
                member.Value.ValueKind != JsonValueKind.Null
                && Array.IndexOf(names, member.Name) < 0
            )
                json.Verbatim(member);
        more?.Invoke();
        json.EndObject();
    }

    private static void Plain(ReadOnlySpan<byte> name, string? value, RawJson json)
    {
        if (value is null)
            return;
        json.Name(name);
        json.Plain(value);
    }

    // Members come in the order of the site, and whatever they hold was copied unread.
    private static byte[] Canonical(RawJson json) => CanonicalJson.Write(json.Take());
}
