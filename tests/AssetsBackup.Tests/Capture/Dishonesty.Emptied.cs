using System.Text;
using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Capture;

/// <summary>A site that keeps one type back, in all that it shows, counts and lists alike.</summary>
internal sealed partial record Dishonesty
{
    public static Task HideTypeAsync(CaptureHost host, bool isListed)
    {
        var (hidden, objects) = ("", 0L);
        host.Wire.Replace = (path, text) =>
        {
            if (!path.EndsWith("/objecttypes/flat", StringComparison.Ordinal))
                return null;
            var types = JsonNode.Parse(text)!.AsArray();
            var last = types[^1]!;
            (hidden, objects) = (Id(last), last["objectCount"]!.GetValue<long>());
            last["objectCount"] = 0;
            if (!isListed)
                types.RemoveAt(types.Count - 1);
            return new StringContent(types.ToJsonString(), Encoding.UTF8, "application/json");
        };
        return RewriteAsync(
            host,
            (_, query, body) =>
            {
                if (body["values"] is JsonArray values)
                    values.RemoveAll(item => Id(item!["objectType"]!) == hidden);
                if (body["totalCount"] is not { } count)
                    return;
                if (TypeIn(query) == $"objectTypeId = {hidden}")
                    body["totalCount"] = 0;
                else if (
                    query.Contains("objectSchemaId", StringComparison.Ordinal)
                    && !query.Contains("Updated", StringComparison.Ordinal)
                )
                    body["totalCount"] = count.GetValue<long>() - objects;
            }
        );
    }
}
