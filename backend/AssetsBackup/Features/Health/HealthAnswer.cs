using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>What <c>/health/*</c> answers, with status 200 where it is healthy or degraded, else 503.</summary>
/// <param name="Status">The worst of what was looked at.</param>
internal sealed record HealthAnswer(HealthState Status, IReadOnlyList<HealthLine> Checks)
{
    public static HealthAnswer Of(HealthReport report) =>
        new(StateOf(report.Status), [.. report.Entries.Select(LineOf)]);

    public IResult ToResult() =>
        Results.Json(
            this,
            statusCode: Status == HealthState.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK
        );

    private static HealthLine LineOf(KeyValuePair<string, HealthReportEntry> pair)
    {
        var (name, entry) = pair;
        if (entry.Status == HealthStatus.Healthy)
            return new(name, HealthState.Healthy, null, null, null);
        // A check that came to no end: what it met is told by the server's log alone.
        var isNamed = entry.Data.ContainsKey(Finding.Code);
        return new(
            name,
            StateOf(entry.Status),
            isNamed ? (string)entry.Data[Finding.Code] : $"{name}-failed",
            isNamed
                ? entry.Description
                : "It cannot be read, or does not answer in time. The server's log says why.",
            entry.Data.TryGetValue(Finding.Count, out var count) ? (long)count : null
        );
    }

    private static HealthState StateOf(HealthStatus status) =>
        status switch
        {
            HealthStatus.Healthy => HealthState.Healthy,
            HealthStatus.Degraded => HealthState.Degraded,
            _ => HealthState.Unhealthy,
        };
}

internal enum HealthState
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <param name="Code">Why, for monitors; absent where it is healthy.</param>
/// <param name="Message">Why, and what to do, in words.</param>
/// <param name="Count">How many it hits, where it can be counted.</param>
internal sealed record HealthLine(
    string Name,
    HealthState Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Count
);
