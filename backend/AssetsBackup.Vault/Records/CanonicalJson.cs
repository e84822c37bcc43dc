using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace AssetsBackup.Vault;

/// <summary>
/// The one form in which JSON is stored, so that equal things have equal bytes: members sorted by UTF-16 code units,
/// UTF-8, no white space, strings escaped as little as JSON allows, numbers as they were written, at most 64 levels.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = VaultLimits.JsonDepth,
    };

    /// <summary>Brings UTF-8 JSON into canonical form.</summary>
    /// <exception cref="JsonException">Not JSON, not UTF-8, deeper than 64 levels, or a member named twice.</exception>
    public static byte[] Write(ReadOnlyMemory<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json.Span))
            throw new JsonException("The bytes are not UTF-8");
        using var document = JsonDocument.Parse(utf8Json, Options);
        return Write(document.RootElement);
    }

    /// <summary>Brings a JSON value into canonical form.</summary>
    /// <exception cref="JsonException">Deeper than 64 levels, or a member named twice.</exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output, depth: 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Brings a JSON value into canonical form; null is the JSON null.</summary>
    /// <exception cref="JsonException">Deeper than 64 levels, or a string with a lone surrogate.</exception>
    public static byte[] Write(JsonNode? value) =>
        Write(JsonSerializer.SerializeToUtf8Bytes(value));

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, Deeper(depth));
                break;
            case JsonValueKind.Array:
                WriteArray(value, output, Deeper(depth));
                break;
            case JsonValueKind.String:
                CanonicalJsonString.Write(JsonMarshal.GetRawUtf8Value(value)[1..^1], output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        var members = new List<(string Name, JsonProperty Property)>();
        foreach (var property in value.EnumerateObject())
        {
            members.Add(
                (
                    CanonicalJsonString.Unescape(JsonMarshal.GetRawUtf8PropertyName(property)),
                    property
                )
            );
        }
        members.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                RefuseTwin(members[i - 1].Name, members[i].Name);
                output.Write(","u8);
            }
            CanonicalJsonString.Write(
                JsonMarshal.GetRawUtf8PropertyName(members[i].Property),
                output
            );
            output.Write(":"u8);
            Write(members[i].Property.Value, output, depth);
        }
        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                output.Write(","u8);
            first = false;
            Write(item, output, depth);
        }
        output.Write("]"u8);
    }

    private static int Deeper(int depth) =>
        depth < VaultLimits.JsonDepth
            ? depth + 1
            : throw new JsonException($"The JSON is deeper than {VaultLimits.JsonDepth} levels");

    private static void RefuseTwin(string name, string next)
    {
        if (string.Equals(name, next, StringComparison.Ordinal))
            throw new JsonException("An object names a member twice");
    }
}
