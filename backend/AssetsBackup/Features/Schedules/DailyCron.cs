using System.Text.RegularExpressions;
using NodaTime;
using Quartz;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// A cron text of five fields that fits one time of a day: the days on which it does, and that time. Quartz parses it, and is asked
/// for UTC alone: its arithmetic misses or repeats days in some zones (<see cref="Occurrences"/> computes those).
/// </summary>
internal sealed partial class DailyCron
{
    private const int Years = 8;
    private const int DayOfMonth = 3;
    private const int Month = 4;
    private const int DayOfWeek = 5;
    private static readonly DateTimeOffset AnyDay = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly CronExpression days;

    private DailyCron(string text, CronExpression days, LocalTime time)
    {
        Text = text;
        this.days = days;
        Time = time;
    }

    /// <summary>The five fields with one space between them.</summary>
    public string Text { get; }

    public LocalTime Time { get; }

    /// <param name="text">As somebody typed it.</param>
    /// <param name="today">From when on a date has to fit.</param>
    /// <param name="cron">The cron text; null where it is refused.</param>
    /// <returns>Null where it is taken.</returns>
    public static CronRefusal? Refuse(string? text, LocalDate today, out DailyCron? cron)
    {
        cron = null;
        var fields = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 0)
            return new CronRefusal(CronFault.Missing);
        if (fields.Length != DayOfWeek)
            return new CronRefusal(CronFault.Invalid);
        for (var number = 1; number <= fields.Length; number++)
            if (!IsField(fields[number - 1], number))
                return new CronRefusal(CronFault.Invalid, number);
        if (TimesOfDay(fields) is not [var time])
            return new CronRefusal(CronFault.TooOften);
        var taken = string.Join(' ', fields);
        var found = new DailyCron(taken, DaysOf(fields), time);
        if (found.FirstFrom(today) is null)
            return new CronRefusal(CronFault.Never);
        cron = found;
        return null;
    }

    /// <summary>The first date that fits, this one or a later one; null where none does within eight years.</summary>
    public LocalDate? FirstFrom(LocalDate date)
    {
        var next = days.GetNextValidTimeAfter(At(date).AddSeconds(-1));
        return next < At(date.PlusYears(Years))
            ? LocalDate.FromDateTime(next.Value.UtcDateTime)
            : null;
    }

    private DateTimeOffset At(LocalDate date) =>
        new(date.At(Time).ToDateTimeUnspecified(), TimeSpan.Zero);

    /// <summary>
    /// Where the days of the month and of the week are both restricted, either is enough. A field that names every day restricts
    /// nothing; Quartz sees that of some such fields only.
    /// </summary>
    private static CronExpression DaysOf(string[] fields)
    {
        var ofMonth = NamesAll($"0 0 {fields[DayOfMonth - 1]} * *", 31)
            ? "*"
            : fields[DayOfMonth - 1];
        var ofWeek = NamesAll($"0 0 * * {fields[DayOfWeek - 1]}", 7) ? "*" : fields[DayOfWeek - 1];
        return Parse($"{fields[0]} {fields[1]} {ofMonth} {fields[Month - 1]} {ofWeek}")!;
    }

    private static bool NamesAll(string text, int days)
    {
        var cron = Parse(text)!;
        return Enumerable.Range(0, days).All(day => cron.IsSatisfiedBy(AnyDay.AddDays(day)));
    }

    /// <summary>At most two: more are one too many.</summary>
    private static List<LocalTime> TimesOfDay(string[] fields)
    {
        var times = Parse($"{fields[0]} {fields[1]} * * *")!;
        var first = times.GetNextValidTimeAfter(AnyDay.AddSeconds(-1))!.Value;
        var second = times.GetNextValidTimeAfter(first)!.Value;
        var found = second - first == TimeSpan.FromDays(1) ? [first] : new[] { first, second };
        return [.. found.Select(at => LocalTime.FromTimeOnly(TimeOnly.FromDateTime(at.DateTime)))];
    }

    /// <summary>Whether it is made of what a field of that number may have, and Quartz takes its values.</summary>
    private static bool IsField(string field, int number)
    {
        var others = Enumerable.Repeat("*", DayOfWeek).ToArray();
        others[number - 1] = field;
        return Terms().IsMatch(field)
            && Parse(string.Join(' ', others)) is not null
            && Numbers().Matches(field).All(value => IsWithin(int.Parse(value.Value), number))
            && !Ranges().Matches(field).Any(range => IsBackwards(range, number));
    }

    /// <summary>Quartz reads some numbers that are too large as its own marks, 99 as any.</summary>
    private static bool IsWithin(int value, int number)
    {
        var (low, high) = Bounds[number - 1];
        return value >= low && value <= high;
    }

    /// <summary>Quartz goes on over the end of a backward range; a cron does not know it.</summary>
    private static bool IsBackwards(Match range, int number)
    {
        var (from, to) = (
            ValueOf(range.Groups["from"].Value, number),
            ValueOf(range.Groups["to"].Value, number)
        );
        return from > to;
    }

    private static int ValueOf(string value, int number) =>
        int.TryParse(value, out var digits) ? digits
        : number == Month ? Array.IndexOf(Months, value.ToUpperInvariant()) + 1
        : Array.IndexOf(Days, value.ToUpperInvariant());

    private static readonly (int Low, int High)[] Bounds =
    [
        (0, 59),
        (0, 23),
        (1, 31),
        (1, 12),
        (0, 7),
    ];

    private static readonly string[] Months =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];

    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static CronExpression? Parse(string text) =>
        CronExpression.TryParse(text, CronFormat.Unix, out var parsed)
            ? parsed.WithTimeZone(TimeZoneInfo.Utc)
            : null;

    // Quartz also takes macros, L, W, # and ?.
    [GeneratedRegex(
        "^(?:[*](?:/[0-9]{1,2})?|(?:(?:[0-9]{1,2}|[a-z]{3}|(?:[0-9]{1,2}-[0-9]{1,2}|[a-z]{3}-[a-z]{3})(?:/[0-9]{1,2})?)(?:,(?!$)|$))+)$",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Terms();

    // Not those behind a slash.
    [GeneratedRegex("(?<![/0-9])[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        "(?<from>[0-9a-z]+)-(?<to>[0-9a-z]+)",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Ranges();
}
