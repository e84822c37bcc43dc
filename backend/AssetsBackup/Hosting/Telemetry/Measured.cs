using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AssetsBackup.Hosting.Telemetry;

/// <summary>
/// What the program measures of itself, for whoever listens (docs/operations.md lists it all). What tells measurements apart are words
/// of the program: no name, address or value of a customer.
/// </summary>
internal static class Measured
{
    public const string Name = "AssetsBackup";

    public static readonly ActivitySource Spans = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> RunsEnded = Meter.CreateCounter<long>(
        "assetsbackup.runs.ended",
        "{run}",
        "Runs that came to an end, by kind and state."
    );

    public static readonly Histogram<double> RunDuration = Long(
        "assetsbackup.run.duration",
        "From the first moment of a run to its end, pauses included, by kind and state."
    );

    public static readonly Histogram<double> ScheduleLateness = Long(
        "assetsbackup.schedule.lateness",
        "How long after its time a schedule was taken up."
    );

    public static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "assetsbackup.calls",
        "{call}",
        "Attempts of outbound HTTP calls, by operation and class of the answer's status; 429 is a class of its own."
    );

    public static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "assetsbackup.call.duration",
        "s",
        "From an attempt of a call to the head of its answer, by operation.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90],
        }
    );

    public static readonly Counter<long> ObjectsRead = Meter.CreateCounter<long>(
        "assetsbackup.objects.read",
        "{object}",
        "Objects that searches of backups gave."
    );

    public static readonly Counter<long> VaultWritten = Meter.CreateCounter<long>(
        "assetsbackup.vault.written",
        "By",
        "Bytes stored for backups and plans."
    );

    private static Histogram<double> Long(string name, string description) =>
        Meter.CreateHistogram(
            name,
            "s",
            description,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400],
            }
        );
}
