using System.Diagnostics;
using AssetsBackup.Hosting.Telemetry;

namespace AssetsBackup.Features.Runs;

/// <summary>A run as a trace: one span, with a span below it for each step; calls are parts of the step that makes them.</summary>
internal sealed class RunSpan : IDisposable
{
    private readonly Activity? whole;
    private volatile Activity? step;

    public RunSpan(Run run)
    {
        whole = Measured.Spans.StartActivity($"run {RunMeasures.TagOf(run.Kind)}");
        Tag(whole, run);
    }

    /// <summary>What is done now.</summary>
    public ActivityContext Now => (step ?? whole)?.Context ?? default;

    /// <param name="run">Whose step.</param>
    /// <param name="name">In the words that people read: words of the program.</param>
    public void Begin(Run run, string name)
    {
        if (whole is null)
            return;
        step?.Dispose();
        step = Measured.Spans.StartActivity(name, ActivityKind.Internal, whole.Context);
        Tag(step, run);
    }

    public void End(Run run)
    {
        whole?.SetTag("run.state", RunMeasures.TagOf(run.State));
        whole?.SetTag("run.code", run.ErrorCode);
        if (run.State == RunState.Failed)
            whole?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        step?.Dispose();
        whole?.Dispose();
    }

    private static void Tag(Activity? span, Run run)
    {
        span?.SetTag("run.id", run.Id);
        span?.SetTag("tenant.id", run.TenantId);
    }
}
