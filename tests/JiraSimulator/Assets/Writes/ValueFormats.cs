using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Formats of the default types (contract §6.4).</summary>
internal static class ValueFormats
{
    private const int TextLimit = 255;

    public static string Check(AttributeSettings settings, string text)
    {
        var type = settings.DefaultType!.Value;
        if (type != DefaultType.Textarea && text.Length >= TextLimit)
            throw new ValueRefused($"{settings.Name} must be less than 255 characters");
        if (!Fits(settings, type, text))
            throw new ValueRefused($"{settings.Name}: the value provided is invalid");
        if (settings.Regex.Length > 0 && !Matches(settings.Regex, text))
        {
            throw new ValueRefused(
                $"{settings.Name}: the value provided is invalid for {settings.Regex}"
            );
        }
        return text;
    }

    private static bool Fits(AttributeSettings settings, DefaultType type, string text) =>
        type switch
        {
            DefaultType.Integer => int.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out _
            ),
            DefaultType.Boolean => text is "true" or "false",
            DefaultType.Double => double.TryParse(
                text,
                NumberStyles.AllowLeadingSign
                    | NumberStyles.AllowDecimalPoint
                    | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out _
            ),
            DefaultType.Date => IsTime(text, "yyyy-MM-dd"),
            DefaultType.Time => IsTime(text, "HH:mm", "HH:mm:ss"),
            DefaultType.DateTime => IsTime(
                text,
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                "yyyy-MM-dd'T'HH:mm:ss'Z'"
            ),
            DefaultType.Url => text.StartsWith("http://", StringComparison.Ordinal)
                || text.StartsWith("https://", StringComparison.Ordinal),
            DefaultType.Email => text.Count(c => c == '@') == 1
                && text[0] != '@'
                && text[^1] != '@',
            DefaultType.Select => settings.OptionList.Contains(text),
            DefaultType.IpAddress => IPAddress.TryParse(text, out var ip)
                && ip.AddressFamily == AddressFamily.InterNetwork
                && ip.ToString() == text,
            _ => true,
        };

    private static bool IsTime(string text, params string[] formats) =>
        DateTime.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.None, TimeSpan.FromSeconds(1));
}
