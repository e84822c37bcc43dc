using System.Globalization;
using System.Text.Json;

namespace JiraSimulator.Assets;

/// <summary>Members of a body. Numbers and their text are taken alike; a member of the wrong kind is refused.</summary>
internal sealed class AssetsBody(JsonElement element)
{
    public JsonElement Element => element;

    public bool Has(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text
            ? text
            : throw Refusal.BadField(name, $"{name} is required");

    public string? Text(string name)
    {
        if (!Has(name))
            return null;
        var value = element.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Refusal.BadField(name, $"{name} is not a text"),
        };
    }

    public bool? Flag(string name) =>
        !Has(name) ? null
        : element.GetProperty(name).ValueKind is JsonValueKind.True ? true
        : element.GetProperty(name).ValueKind is JsonValueKind.False ? false
        : throw Refusal.BadField(name, $"{name} is not true or false");

    public long? Id(string name) => Text(name) is { Length: > 0 } text ? Parse(name, text) : null;

    public long RequiredId(string name) => Parse(name, RequiredText(name));

    public int? Number(string name) => Text(name) is { } text ? (int)Parse(name, text) : null;

    public IReadOnlyList<string>? Texts(string name)
    {
        if (!Has(name))
            return null;
        var value = element.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.ToString())]
            : throw Refusal.BadField(name, $"{name} is not a list");
    }

    public IEnumerable<AssetsBody> Items(string name) =>
        Has(name) && element.GetProperty(name) is { ValueKind: JsonValueKind.Array } items
            ? items
                .EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.Object
                        ? new AssetsBody(item)
                        : throw Refusal.BadField(
                            name,
                            $"{name} holds something that is not an object"
                        )
                )
            : throw Refusal.BadField(name, $"{name} is required");

    private static long Parse(string name, string text) =>
        long.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw Refusal.BadField(name, $"{name} is not a number");
}
