using System.Globalization;

namespace AssetsBackup.Features;

/// <summary>Figures and ids as people read them.</summary>
internal static class Words
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB"];

    /// <summary>"1 schema", "3,000 objects".</summary>
    public static string Count(long count, string noun) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : Plural(noun))}";

    /// <summary>"40 seconds", "12 minutes", "2 hours": in the largest unit of which there is one and a half.</summary>
    public static string Duration(TimeSpan length) =>
        length.TotalMinutes < 1.5 ? Count(Rounded(length.TotalSeconds), "second")
        : length.TotalHours < 1.5 ? Count(Rounded(length.TotalMinutes), "minute")
        : Count(Rounded(length.TotalHours), "hour");

    /// <summary>"512 bytes", "4.2 MB": decimal units, as disks and bills have them.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 1000)
            return Count(bytes, "byte");
        double size = bytes;
        var unit = -1;
        for (; size >= 999.5 && unit < Units.Length - 1; unit++)
            size /= 1000;
        var form = size < 9.95 ? "0.0" : "0";
        return $"{size.ToString(form, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>The first eight digits of an id: the same in screens, terminal and log.</summary>
    public static string ShortId(Guid id) => id.ToString("N")[..8];

    private static long Rounded(double number) => Math.Max(1, (long)Math.Round(number));

    private static string Plural(string noun) => noun.EndsWith('s') ? noun + "es" : noun + "s";
}
