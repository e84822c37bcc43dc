using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>What a health check found: a code for monitors and words for the operator, nothing of a customer but how many.</summary>
internal static class Finding
{
    public const string Code = "code";
    public const string Count = "count";

    public static HealthCheckResult Unhealthy(string code, string words, long? count = null) =>
        HealthCheckResult.Unhealthy(words, data: Facts(code, count));

    public static HealthCheckResult Degraded(string code, string words, long? count = null) =>
        HealthCheckResult.Degraded(words, data: Facts(code, count));

    private static Dictionary<string, object> Facts(string code, long? count)
    {
        var facts = new Dictionary<string, object>(StringComparer.Ordinal) { [Code] = code };
        if (count is { } number)
            facts[Count] = number;
        return facts;
    }
}
