using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Hosting.Telemetry;

/// <summary>Where measurements go (configuration <c>Telemetry</c>): nowhere unless the operator says so.</summary>
internal sealed class TelemetryOptions
{
    private const string Section = "Telemetry";
    private const int ShortestToken = 16;

    /// <summary>The address of a collector that takes OTLP over HTTP, as https://collector.example:4318.</summary>
    public string? Otlp { get; init; }

    /// <summary>What Prometheus has to send as its bearer token to scrape <c>/metrics</c>.</summary>
    public string? PrometheusToken { get; init; }

    /// <exception cref="ProblemException">configuration-not-valid</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<TelemetryOptions>() ?? new();
        if (options.Otlp is { } otlp && !IsHttps(otlp))
            throw ConfigurationProblems.NotValid(
                $"Telemetry:Otlp is {otlp}",
                "It has to be an https address, such as https://collector.example:4318."
            );
        if (options.PrometheusToken is { Length: < ShortestToken })
            throw ConfigurationProblems.NotValid(
                "Telemetry:PrometheusToken is too short",
                $"It has to have {ShortestToken} characters or more."
            );
        return options;
    }

    private static bool IsHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps;
}
