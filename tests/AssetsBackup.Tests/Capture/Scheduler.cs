using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AssetsBackup.Tests.Capture;

/// <summary>The host's own scheduler at work, as under <c>serve</c>: nobody drains runs by hand.</summary>
internal sealed class Scheduler : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly CaptureHost host;
    private readonly IScheduler quartz;

    private Scheduler(CaptureHost host, IScheduler quartz) =>
        (this.host, this.quartz) = (host, quartz);

    public static async Task<Scheduler> StartAsync(CaptureHost host)
    {
        // The hosted service would wait for a web server that this host does not start.
        var scheduler = await host
            .Services.GetRequiredService<ISchedulerFactory>()
            .GetScheduler(CancellationToken.None);
        await scheduler.Start(CancellationToken.None);
        return new Scheduler(host, scheduler);
    }

    /// <summary>The run once it has come to this state. Another end, or none in three minutes, fails the test.</summary>
    public async Task<Run> UntilAsync(Guid runId, RunState state)
    {
        using var end = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            var run = await host.ReadAsync(database =>
                database.Runs.AsNoTracking().SingleAsync(row => row.Id == runId)
            );
            if (run.State == state)
                return run;
            run.State.IsActive().ShouldBeTrue($"{run.State}: {run.ErrorMessage}");
            await timer.WaitForNextTickAsync(end.Token);
        }
    }

    public async ValueTask DisposeAsync() =>
        await quartz.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
}
