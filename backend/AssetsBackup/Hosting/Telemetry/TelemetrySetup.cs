using System.Security.Cryptography;
using System.Text;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AssetsBackup.Hosting.Telemetry;

/// <summary>Hands measurements on to a collector, to Prometheus, or to nobody.</summary>
internal static class TelemetrySetup
{
    private const string Metrics = "/metrics";

    private static readonly Problem NotLetIn = new(
        "metrics-token-not-accepted",
        StatusCodes.Status401Unauthorized,
        "The token for metrics was not accepted",
        "Send the value of the configuration Telemetry:PrometheusToken as a bearer token."
    );

    /// <exception cref="ProblemException">configuration-not-valid</exception>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var options = TelemetryOptions.Read(builder.Configuration);
        if (options is { Otlp: null, PrometheusToken: null })
            return;
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("assets-backup"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Measured.Name);
                if (options.PrometheusToken is not null)
                    metrics.AddPrometheusExporter();
            });
        if (options.Otlp is { } otlp)
            AddOtlp(builder.Services, telemetry, otlp);
    }

    /// <summary>
    /// Serves <c>/metrics</c> to whoever has the token, where there is one. In front of the doors: it is no address of theirs.
    /// </summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (TelemetryOptions.Read(app.Configuration).PrometheusToken is not { } token)
            return;
        app.UseWhen(
            call => call.Request.Path == Metrics,
            scrape =>
            {
                scrape.Use(
                    (context, next) =>
                        IsToken(context.Request.Headers.Authorization.ToString(), token)
                            ? next(context)
                            : ProblemAnswer.WriteAsync(context, NotLetIn)
                );
                scrape.UseOpenTelemetryPrometheusScrapingEndpoint();
            }
        );
    }

    private static bool IsToken(string authorization, string token) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization)),
            SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}"))
        );

    private static void AddOtlp(
        IServiceCollection services,
        IOpenTelemetryBuilder telemetry,
        string otlp
    )
    {
        services
            .AddOptions<OtlpExporterOptions>()
            .Configure<OutboundGuard>(
                static (exporter, guard) =>
                    exporter.HttpClientFactory = () => new HttpClient(guard.CreateHandler())
            );
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter(To("v1/metrics")))
            .WithTracing(traces =>
                traces
                    .AddSource(Measured.Name)
                    // What hosts and others begin beside ours decides nothing.
                    .SetSampler(new AlwaysOnSampler())
                    .AddOtlpExporter(To("v1/traces"))
            );

        Action<OtlpExporterOptions> To(string signal) =>
            exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri($"{otlp.TrimEnd('/')}/{signal}");
            };
    }
}
