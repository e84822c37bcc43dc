using System.Security.Cryptography;
using System.Text;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>The hash that binds a token to one method and address (connect.md §3.2).</summary>
internal static class QueryStringHash
{
    /// <summary>What stands in the place of a hash in the SPA's context tokens.</summary>
    public const string Context = "context-qsh";

    /// <param name="method">HTTP method, in any case.</param>
    /// <param name="target">Request target or whole URL exactly as on the wire: nothing decoded.</param>
    /// <param name="basePath">Path of the receiver's base URL without a trailing slash, or empty.</param>
    public static string Compute(string method, string target, string basePath) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(method, target, basePath)))
        );

    internal static string Canonical(string method, string target, string basePath)
    {
        var (path, query) = Split(target);
        return $"{method.ToUpperInvariant()}&{CanonicalPath(path, basePath)}&{CanonicalQuery(query)}";
    }

    private static (string Path, string Query) Split(string target)
    {
        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        target = fragment < 0 ? target : target[..fragment];
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
        var authority = path.StartsWith('/') ? -1 : path.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
            return (path, query);
        var slash = path.IndexOf('/', authority + 3);
        return (slash < 0 ? "" : path[slash..], query);
    }

    private static string CanonicalPath(string path, string basePath)
    {
        // Only on a segment border: /app is no prefix of /apples.
        if (path == basePath || path.StartsWith(basePath + "/", StringComparison.Ordinal))
            path = path[basePath.Length..];
        if (path.Length > 1 && path.EndsWith('/'))
            path = path[..^1];
        return path.Length == 0 ? "/" : path.Replace("&", "%26", StringComparison.Ordinal);
    }

    private static string CanonicalQuery(string query) =>
        string.Join(
            '&',
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(Parse)
                .Where(pair => pair.Name != "jwt")
                .GroupBy(pair => Uri.EscapeDataString(pair.Name), pair => pair.Value)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key}={CanonicalValues(group)}")
        );

    private static string CanonicalValues(IEnumerable<string> values) =>
        string.Join(
            ',',
            values.Order(StringComparer.Ordinal).Select(value => Uri.EscapeDataString(value))
        );

    private static (string Name, string Value) Parse(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (Decode(pair), "")
            : (Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
