using System.Collections.Concurrent;
using System.Diagnostics;
using AssetsBackup.Hosting.Telemetry;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AssetsBackup.Tests.Telemetry;

/// <summary>All that is traced, measured and logged while it is there, as a collector gets it. What other tests do at that time is in it too.</summary>
internal sealed class Recording : IDisposable, ILoggerProvider, ISupportExternalScope
{
    private readonly List<Activity> spans = [];
    private readonly List<Metric> metrics = [];
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TracerProvider tracer;
    private readonly MeterProvider meter;
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public Recording(CaptureHost host)
    {
        tracer = Sdk.CreateTracerProviderBuilder()
            .AddSource(Measured.Name)
            .SetSampler(new AlwaysOnSampler())
            .AddInMemoryExporter(spans)
            .Build();
        meter = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Measured.Name)
            .AddInMemoryExporter(metrics)
            .Build();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);
    }

    /// <summary>Log lines with the scopes around them and the exceptions that they carry.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public IReadOnlyList<Activity> Spans
    {
        get
        {
            tracer.ForceFlush();
            lock (spans)
                return [.. spans];
        }
    }

    public IReadOnlyList<Metric> Metrics
    {
        get
        {
            meter.ForceFlush();
            lock (metrics)
                return [.. metrics];
        }
    }

    /// <summary>Every text that leaves the program.</summary>
    public IEnumerable<string> Texts()
    {
        foreach (var line in lines)
            yield return line;
        foreach (var span in Spans)
        {
            yield return span.DisplayName;
            yield return span.StatusDescription ?? "";
            foreach (var tag in span.TagObjects)
                yield return $"{tag.Key}={tag.Value}";
            foreach (var happened in span.Events)
                yield return $"{happened.Name} {string.Join(' ', happened.Tags)}";
        }
        foreach (var metric in Metrics)
        {
            yield return $"{metric.Name} {metric.Description} {metric.Unit}";
            foreach (var tag in TagsOf(metric))
                yield return tag;
        }
    }

    private static List<string> TagsOf(Metric metric)
    {
        var tags = new List<string>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        foreach (var tag in point.Tags)
            tags.Add($"{tag.Key}={tag.Value}");
        return tags;
    }

    public void Dispose()
    {
        tracer.Dispose();
        meter.Dispose();
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Logger(this, categoryName);

    private sealed class Logger(Recording recording, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => recording.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var around = new List<string>();
            recording.scopes.ForEachScope(
                (scope, list) =>
                    list.Add(
                        scope is IEnumerable<KeyValuePair<string, object>> facts
                            ? string.Join(' ', facts)
                            : $"{scope}"
                    ),
                around
            );
            recording.lines.Enqueue(
                $"{logLevel} {category} {formatter(state, exception)} {exception} {string.Join(' ', around)}"
            );
        }
    }
}
