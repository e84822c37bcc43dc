using System.Text.Json;
using System.Text.RegularExpressions;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>What an admin pastes as Workspace ID: the bare id, or the whole JSON answer that holds it.</summary>
internal static partial class WorkspaceIdText
{
    /// <summary>The id, or null where the text holds none. It need not be a GUID; the live check is the truth.</summary>
    public static string? Parse(string? text)
    {
        var trimmed = text?.Trim().Trim('"') ?? "";
        var candidate = trimmed.StartsWith('{') ? FromJson(trimmed) : trimmed;
        return candidate is not null && Form().IsMatch(candidate) ? candidate : null;
    }

    private static string? FromJson(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            if (
                root.TryGetProperty("values", out var values)
                && values.ValueKind == JsonValueKind.Array
                && values.GetArrayLength() > 0
            )
                root = values[0];
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("workspaceId", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,100}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
