using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Telemetry;

namespace AssetsBackup.Features.Runs;

/// <summary>Measures how runs end.</summary>
internal sealed class RunMeasures : IEndsWithRun
{
    public Task SettleAsync(AppDatabase database, Run run, CancellationToken cancellationToken)
    {
        var tags = Tags(run.Kind, run.State);
        Measured.RunsEnded.Add(1, tags);
        if (run is { StartedAt: { } from, FinishedAt: { } to })
            Measured.RunDuration.Record((to - from).TotalSeconds, tags);
        return Task.CompletedTask;
    }

    public static KeyValuePair<string, object?>[] Tags(RunKind kind, RunState state) =>
        [new("kind", TagOf(kind)), new("state", TagOf(state))];

    internal static string TagOf<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();
}
