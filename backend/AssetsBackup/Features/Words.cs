using System.Globalization;

namespace AssetsBackup.Features;

/// <summary>Counts as people read them.</summary>
internal static class Words
{
    /// <summary>"1 schema", "3,000 objects".</summary>
    public static string Count(long count, string noun) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : Plural(noun))}";

    private static string Plural(string noun) => noun.EndsWith('s') ? noun + "es" : noun + "s";
}
