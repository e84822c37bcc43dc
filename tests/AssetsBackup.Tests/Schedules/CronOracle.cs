using NodaTime;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Five-field cron as its manual has it, by trying every value: slow, and without a line in common with the product.</summary>
internal sealed class CronOracle(HashSet<int>[] sets)
{
    private const string MonthNames = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private const string DayNames = "SUNMONTUEWEDTHUFRISAT";

    /// <summary>"" for a text that is taken; otherwise what is wrong with it, with the number of the field where it is one.</summary>
    public static string Judge(string text, LocalDate today, out CronOracle? cron)
    {
        cron = null;
        var parts = text.Split(' ', '\t', '\n').Where(piece => piece != "").ToArray();
        if (parts.Length == 0)
            return "Missing";
        if (parts.Length != 5)
            return "Invalid";
        var values = new HashSet<int>[5];
        for (var i = 0; i < 5; i++)
        {
            if (SetOf(parts[i], i) is not { } set)
                return $"Invalid {i + 1}";
            values[i] = set;
        }
        if (values[0].Count != 1 || values[1].Count != 1)
            return "TooOften";
        var found = new CronOracle(values);
        if (found.DatesFrom(today).FirstOrDefault() == default)
            return "Never";
        cron = found;
        return "";
    }

    public LocalTime Time => new(sets[1].Single(), sets[0].Single());

    /// <summary>Within eight years.</summary>
    public IEnumerable<LocalDate> DatesFrom(LocalDate first)
    {
        for (var date = first; date < first.PlusYears(8); date = date.PlusDays(1))
            if (Fits(date))
                yield return date;
    }

    private bool Fits(LocalDate date)
    {
        var month = sets[3].Contains(date.Month);
        var day = sets[2].Contains(date.Day);
        var weekday = sets[4].Contains((int)date.DayOfWeek % 7);
        // Two restricted fields of days: either is enough. One that names every day restricts nothing.
        var days = sets[2].Count == 31 || sets[4].Count == 7 ? day && weekday : day || weekday;
        return month && days;
    }

    private static HashSet<int>? SetOf(string field, int number)
    {
        var (low, high) = number switch
        {
            0 => (0, 59),
            1 => (0, 23),
            2 => (1, 31),
            3 => (1, 12),
            _ => (0, 7),
        };
        var set = new HashSet<int>();
        var terms = field.Split(',');
        if (terms.Length > 1 && terms.Any(term => term.StartsWith('*')))
            return null;
        foreach (var term in terms)
        {
            var step = 1;
            var parts = term.Split('/');
            if (parts.Length > 2 || (parts.Length == 2 && !Number(parts[1], out step)))
                return null;
            if (step < 1 || step > high)
                return null;
            var (from, to) = (low, high);
            if (parts[0] != "*")
            {
                var ends = parts[0].Split('-');
                if (ends.Length > 2 || !Value(ends[0], number, out from))
                    return null;
                if (ends.Length == 2)
                {
                    // Both by name, or both by number.
                    if (
                        char.IsAsciiDigit(ends[0][0]) != char.IsAsciiDigit(ends[1].FirstOrDefault())
                    )
                        return null;
                    if (!Value(ends[1], number, out to))
                        return null;
                }
                else if (parts.Length == 2)
                    return null;
                else
                    to = from;
                if (from < low || to > high || from > to)
                    return null;
            }
            for (var value = from; value <= to; value += step)
                set.Add(number == 4 ? value % 7 : value);
        }
        return set;
    }

    private static bool Value(string text, int number, out int value)
    {
        if (Number(text, out value))
            return true;
        var names = number switch
        {
            3 => MonthNames,
            4 => DayNames,
            _ => "",
        };
        var at =
            text.Length == 3
                ? names.IndexOf(text.ToUpperInvariant(), StringComparison.Ordinal)
                : -1;
        value = at / 3 + (number == 3 ? 1 : 0);
        return at >= 0 && at % 3 == 0;
    }

    private static bool Number(string text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '9')
                return false;
            value = value * 10 + digit - '0';
        }
        return text.Length is 1 or 2;
    }
}
