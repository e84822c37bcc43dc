using System.Text.Json;
using System.Text.Json.Nodes;

namespace AssetsBackup.Vault;

/// <summary>
/// The one form in which JSON is stored, so that equal things have equal bytes: members sorted by UTF-16 code units,
/// UTF-8, no white space, strings escaped as little as JSON allows, numbers as they were written, at most 64 levels.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Brings UTF-8 JSON into canonical form.</summary>
    /// <exception cref="JsonException">Not JSON, not UTF-8, deeper than 64 levels, or a member named twice.</exception>
    public static byte[] Write(ReadOnlyMemory<byte> utf8Json) => throw new NotSupportedException();

    /// <summary>Brings a JSON value into canonical form.</summary>
    /// <exception cref="JsonException">Deeper than 64 levels, or a member named twice.</exception>
    public static byte[] Write(JsonElement value) => throw new NotSupportedException();

    /// <summary>Brings a JSON value into canonical form; null is the JSON null.</summary>
    /// <exception cref="JsonException">Deeper than 64 levels, or a string with a lone surrogate.</exception>
    public static byte[] Write(JsonNode? value) => throw new NotSupportedException();
}
