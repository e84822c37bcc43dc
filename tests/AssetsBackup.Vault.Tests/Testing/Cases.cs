using System.Globalization;

namespace AssetsBackup.Vault.Tests;

/// <summary>How many cases a property is tried on: few in every run, many in <c>make soak</c>, which sets the factor.</summary>
internal static class Cases
{
    private static readonly int Factor = int.Parse(
        Environment.GetEnvironmentVariable("ASSETSBACKUP_CASES_FACTOR") ?? "1",
        CultureInfo.InvariantCulture
    );

    internal static int Count(int cases) => cases * Factor;
}
