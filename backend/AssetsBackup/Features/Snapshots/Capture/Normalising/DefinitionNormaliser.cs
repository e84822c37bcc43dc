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
    public static byte[] Schema(JsonElement schema, JsonElement? configuration) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["schema"] = Without(schema, OfSchema),
                ["configuration"] = configuration is { } told ? Without(told, []) : null,
            }
        );

    public static byte[] ObjectType(JsonElement type)
    {
        var record = Without(type, OfType);
        if (type.Member("icon"u8)?.Text("id"u8) is { } icon)
            record["icon"] = icon;
        return CanonicalJson.Write(record);
    }

    /// <summary>A status or a reference type.</summary>
    public static byte[] Configured(JsonElement item) =>
        CanonicalJson.Write(Without(item, OfConfiguration));

    public static byte[] Icon(string id, string name) =>
        CanonicalJson.Write(new JsonObject { ["id"] = id, ["name"] = name });

    public static byte[] Attributes(string typeId, IEnumerable<JsonElement> definitions) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["objectTypeId"] = typeId,
                ["attributes"] = new JsonArray([
                    .. definitions.OrderBy(Position).Select(Attribute),
                ]),
            }
        );

    private static JsonObject Attribute(JsonElement definition)
    {
        var record = Without(definition, OfAttribute);
        if (definition.Member("referenceType"u8)?.Text("id"u8) is { } referenceType)
            record["referenceType"] = referenceType;
        if (
            record["referenceObjectTypeId"] is null
            && definition.Member("referenceObjectType"u8)?.Text("id"u8) is { } target
        )
            record["referenceObjectTypeId"] = target;
        return record;
    }

    private static int Position(JsonElement definition) =>
        int.TryParse(definition.Text("position"u8), out var position) ? position : int.MaxValue;

    private static JsonObject Without(JsonElement source, string[] names)
    {
        var copy = new JsonObject();
        foreach (var member in source.EnumerateObject())
            if (
                member.Value.ValueKind != JsonValueKind.Null
                && Array.IndexOf(names, member.Name) < 0
            )
                copy[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return copy;
    }
}
