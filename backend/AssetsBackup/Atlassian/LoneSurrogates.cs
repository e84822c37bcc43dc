using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AssetsBackup.Atlassian;

/// <summary>
/// Half an emoji, as a text field leaves it that cuts by length: JSON can escape it (<c>\ud83d</c>), UTF-8 cannot hold it and
/// the runtime refuses to read it. In texts it becomes the replacement character; records keep what was read.
/// </summary>
internal static partial class LoneSurrogates
{
    /// <summary>The same JSON, readable.</summary>
    public static string Replace(string json) =>
        Escape().Replace(json, escape => escape.Groups["lone"].Success ? "\\ufffd" : escape.Value);

    /// <param name="text">A JSON string.</param>
    public static string Read(JsonElement text) => Read(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    /// <param name="escaped">A JSON string between its quotes.</param>
    public static string Read(ReadOnlySpan<byte> escaped)
    {
        var text = Encoding.UTF8.GetString(escaped);
        return text.Contains('\\')
            ? JsonSerializer.Deserialize<string>($"\"{Replace(text)}\"")!
            : text;
    }

    [GeneratedRegex(
        """\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Escape();
}
