using System.Text.Json;
using System.Text.RegularExpressions;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>
/// The objects that one field of one issue names, by id; by key where a site tells no id (contract §8.2). One that is told
/// otherwise is kept as it is.
/// </summary>
internal static partial class IssueFieldNormaliser
{
    /// <summary>Null where the field is empty.</summary>
    public static byte[]? Value(string fieldId, JsonElement issue)
    {
        if (
            issue.Member("fields"u8) is not { ValueKind: JsonValueKind.Object } fields
            || !fields.TryGetProperty(fieldId, out var value)
            || value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() == 0
        )
            return null;
        var json = new RawJson();
        json.StartObject();
        Plain("field"u8, fieldId, json);
        Plain("issueId"u8, issue.Text("id"u8), json);
        Plain("issueKey"u8, issue.Text("key"u8), json);
        json.Name("objects"u8);
        json.StartArray();
        foreach (var named in value.EnumerateArray())
            Object(named, json);
        json.EndArray();
        json.EndObject();
        return CanonicalJson.Write(json.Take());
    }

    private static void Object(JsonElement named, RawJson json)
    {
        var id = named.Text("objectId"u8) ?? named.Text("id"u8)?.Split(':')[^1];
        var key = named.Text("objectKey"u8) ?? named.Text("key"u8) ?? KeyInWords(named);
        if (id is null && key is null)
        {
            json.Verbatim(named);
            return;
        }
        json.StartObject();
        if (id is not null)
            Plain("id"u8, id, json);
        else
            Plain("objectKey"u8, key, json);
        json.EndObject();
    }

    private static void Plain(ReadOnlySpan<byte> name, string? value, RawJson json)
    {
        if (value is null)
            return;
        json.Name(name);
        json.Plain(value);
    }

    /// <summary>A Data Center writes label and key: "NY-1 (IT-88)".</summary>
    private static string? KeyInWords(JsonElement named) =>
        named.ValueKind == JsonValueKind.String
        && LabelAndKey().Match(named.AsText()!) is { Success: true } found
            ? found.Groups["key"].Value
            : null;

    [GeneratedRegex(
        @"\((?<key>[A-Z][A-Z0-9_]*-[0-9]+)\)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex LabelAndKey();
}
