using System.Security.Cryptography;
using System.Text;

namespace JiraSimulator.Connect;

/// <summary>The claim that ties a token to one request: contract/connect.md §3.2, the documented rule where npm differs.</summary>
public static class QueryStringHash
{
    /// <summary>What context tokens carry in place of a hash.</summary>
    public const string Context = "context-qsh";

    public static string Of(string method, string url, string? baseUrl = null) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(method, url, baseUrl)))
        );

    /// <param name="method">HTTP method in any case.</param>
    /// <param name="url">The URL, absolute or from its path on, exactly as it stands on the wire.</param>
    /// <param name="baseUrl">The URL whose path is not part of the hash; null for none.</param>
    public static string Canonical(string method, string url, string? baseUrl = null)
    {
        var (path, query) = Split(url);
        return $"{method.ToUpperInvariant()}&{Path(path, baseUrl)}&{Query(query)}";
    }

    private static (string Path, string Query) Split(string url)
    {
        var local = WithoutOrigin(url.Split('#')[0]);
        var mark = local.IndexOf('?');
        return mark < 0 ? (local, "") : (local[..mark], local[(mark + 1)..]);
    }

    private static string WithoutOrigin(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || url.StartsWith('/'))
            return url;
        var start = url.IndexOfAny(['/', '?'], scheme + 3);
        return start < 0 ? "" : url[start..];
    }

    private static string Path(string path, string? baseUrl)
    {
        var prefix = baseUrl is null ? "" : Split(baseUrl).Path.TrimEnd('/');
        // Only on a segment border: /app is no prefix of /apples.
        if (
            prefix.Length > 0
            && (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))
        )
        {
            path = path[prefix.Length..];
        }
        if (path.Length > 1 && path.EndsWith('/'))
            path = path[..^1];
        return path.Length == 0 ? "/" : path.Replace("&", "%26", StringComparison.Ordinal);
    }

    private static string Query(string query)
    {
        var parameters = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair =>
                (Name: Decode(pair[0]), Value: Decode(pair.ElementAtOrDefault(1) ?? ""))
            )
            .Where(parameter => parameter.Name != "jwt")
            .GroupBy(
                parameter => Uri.EscapeDataString(parameter.Name),
                parameter => parameter.Value,
                StringComparer.Ordinal
            )
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}={Values(group)}");
        return string.Join('&', parameters);
    }

    private static string Values(IEnumerable<string> values) =>
        string.Join(',', values.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
