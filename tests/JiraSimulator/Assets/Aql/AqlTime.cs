using System.Globalization;
using System.Text.RegularExpressions;

namespace JiraSimulator.Assets.Aql;

/// <summary>Instants in queries: functions around now, and dates read in the caller's time zone (contract §7).</summary>
internal sealed partial class AqlTime(DateTimeOffset now, TimeZoneInfo zone)
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.fff",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.fff",
        "yyyy-MM-dd",
        "yyyy/MM/dd HH:mm",
        "yyyy/MM/dd",
    ];

    public DateTimeOffset Read(AqlValue value) =>
        Find(value) ?? throw Refusal.Bad($"\"{value.Text}\" is not a date");

    private DateTimeOffset? Find(AqlValue value)
    {
        if (value.Arguments is not null)
            return Function(value.Text, string.Join(' ', value.Arguments));
        if (CallPattern().Match(value.Text) is { Success: true } call)
            return Function(call.Groups["name"].Value, call.Groups["offset"].Value);
        if (
            DateTime.TryParseExact(
                value.Text,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }
        return DateTimeOffset.TryParseExact(
            value.Text,
            ["yyyy-MM-dd'T'HH:mm:ss.fffK", "yyyy-MM-dd'T'HH:mm:ssK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant
            : null;
    }

    private DateTimeOffset? Function(string name, string offset)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var monday = local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));
        var month = new DateTime(local.Year, local.Month, 1);
        var year = new DateTime(local.Year, 1, 1);
        var tick = TimeSpan.FromMilliseconds(-1);
        DateTime? found = name.ToUpperInvariant() switch
        {
            "NOW" => local,
            "STARTOFDAY" => local.Date,
            "ENDOFDAY" => local.Date.AddDays(1) + tick,
            "STARTOFWEEK" => monday,
            "ENDOFWEEK" => monday.AddDays(7) + tick,
            "STARTOFMONTH" => month,
            "ENDOFMONTH" => month.AddMonths(1) + tick,
            "STARTOFYEAR" => year,
            "ENDOFYEAR" => year.AddYears(1) + tick,
            _ => null,
        };
        return found is { } start
            ? new DateTimeOffset(start, zone.GetUtcOffset(start)) + Offset(offset)
            : null;
    }

    private static TimeSpan Offset(string text)
    {
        var total = TimeSpan.Zero;
        foreach (Match part in PartPattern().Matches(text))
        {
            var amount = int.Parse(part.Groups["amount"].ValueSpan, CultureInfo.InvariantCulture);
            total += part.Groups["unit"].Value switch
            {
                "m" => TimeSpan.FromMinutes(amount),
                "h" => TimeSpan.FromHours(amount),
                "d" => TimeSpan.FromDays(amount),
                _ => TimeSpan.FromDays(7 * amount),
            };
        }
        return text.TrimStart().StartsWith('-') ? -total : total;
    }

    [GeneratedRegex(@"^(?<name>\w+)\((?<offset>[^)]*)\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CallPattern();

    [GeneratedRegex("(?<amount>[0-9]+)(?<unit>[mhdw])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartPattern();
}
