using System.Globalization;
using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>How many cases a property is tried on: few in every run, many in <c>make soak</c>, which sets the factor.</summary>
internal static class Cases
{
    /// <summary>The trait of the classes that <c>make soak</c> runs.</summary>
    internal const string Trait = "Kind";

    internal const string Property = "Property";

    private static readonly Lock Gate = new();

    private static readonly int Factor = int.Parse(
        Environment.GetEnvironmentVariable("ASSETSBACKUP_CASES_FACTOR") ?? "1",
        CultureInfo.InvariantCulture
    );

    internal static bool IsSoak => Factor > 1;

    internal static int Count(int cases, [CallerMemberName] string property = "")
    {
        var count = cases * Factor;
        Tell(count, property);
        return count;
    }

    /// <summary>Tells how many cases were tried of what finds them itself.</summary>
    internal static void Tell(int count, string property)
    {
        if (Environment.GetEnvironmentVariable("ASSETSBACKUP_CASES_RESULT") is { } path)
        {
            lock (Gate)
            {
                File.AppendAllText(path, $"{property} {count}\n");
            }
        }
    }
}
