using System.Globalization;
using System.Text.Json;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>Reads members that may be missing, null or of another kind than the document says.</summary>
internal static class Members
{
    public static JsonElement? Member(this JsonElement source, ReadOnlySpan<byte> name) =>
        source.ValueKind == JsonValueKind.Object
        && source.TryGetProperty(name, out var member)
        && member.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? member
            : null;

    /// <summary>A string, or a number or flag as text; null for anything else.</summary>
    public static string? Text(this JsonElement source, ReadOnlySpan<byte> name) =>
        source.Member(name) is { } member ? member.AsText() : null;

    public static string? AsText(this JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => LoneSurrogates.Read(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    public static bool IsScalar(this JsonElement value) =>
        value.ValueKind
            is JsonValueKind.String
                or JsonValueKind.Number
                or JsonValueKind.True
                or JsonValueKind.False;

    public static bool Flag(this JsonElement source, ReadOnlySpan<byte> name) =>
        string.Equals(source.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>0 where there is no time.</summary>
    public static long UtcTicks(this JsonElement source, ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(
            source.Text(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time.UtcTicks
            : 0;

    /// <summary>The order of trees (docs/vault-format.md, "Trees"): digits by their value, then the shorter first, before all other ids.</summary>
    public static int CompareIds(string one, string other)
    {
        var (first, second) = (IsNumber(one), IsNumber(other));
        if (first != second)
            return first ? -1 : 1;
        if (!first)
            return string.CompareOrdinal(one, other);
        var value = one.AsSpan().TrimStart('0');
        var otherValue = other.AsSpan().TrimStart('0');
        if (value.Length != otherValue.Length)
            return value.Length.CompareTo(otherValue.Length);
        var byValue = value.SequenceCompareTo(otherValue);
        return byValue != 0 ? byValue : one.Length.CompareTo(other.Length);
    }

    private static bool IsNumber(string id) => id.Length > 0 && id.All(char.IsAsciiDigit);
}
