using System.Text.Json;

namespace AssetsBackup.Atlassian;

/// <summary>The error envelope of contract §1.5 in all its shapes; HTML, empty and foreign bodies give nothing.</summary>
internal static class ErrorBody
{
    private static readonly string[] SingleMessages = ["errorMessage", "message"];

    public static (
        IReadOnlyList<string> Messages,
        IReadOnlyDictionary<string, string> Errors
    ) Parse(string body)
    {
        var messages = new List<string>();
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (TryParse(body) is not { ValueKind: JsonValueKind.Object } root)
            return (messages, errors);
        if (
            root.TryGetProperty("errorMessages", out var list)
            && list.ValueKind == JsonValueKind.Array
        )
            messages.AddRange(list.EnumerateArray().Select(Text));
        foreach (var name in SingleMessages)
            if (
                root.TryGetProperty(name, out var single)
                && single.ValueKind == JsonValueKind.String
            )
                messages.Add(Text(single));
        if (
            root.TryGetProperty("errors", out var fields)
            && fields.ValueKind == JsonValueKind.Object
        )
            foreach (var field in fields.EnumerateObject())
                errors[field.Name] = Text(field.Value);
        return (messages, errors);
    }

    private static JsonElement? TryParse(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? LoneSurrogates.Read(value) : value.GetRawText();
}
