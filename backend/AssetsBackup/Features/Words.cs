using System.Globalization;

namespace AssetsBackup.Features;

/// <summary>Counts as people read them.</summary>
internal static class Words
{
    /// <summary>"1 schema", "3,000 objects".</summary>
    public static string Count(long count, string noun) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : Plural(noun))}";

    /// <summary>"40 seconds", "12 minutes", "2 hours": in the largest unit of which there is one and a half.</summary>
    public static string Duration(TimeSpan length) =>
        length.TotalMinutes < 1.5 ? Count(Rounded(length.TotalSeconds), "second")
        : length.TotalHours < 1.5 ? Count(Rounded(length.TotalMinutes), "minute")
        : Count(Rounded(length.TotalHours), "hour");

    private static long Rounded(double number) => Math.Max(1, (long)Math.Round(number));

    private static string Plural(string noun) => noun.EndsWith('s') ? noun + "es" : noun + "s";
}
