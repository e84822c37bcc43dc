using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace AssetsBackup.CommandLine;

/// <summary>Shows a run until it ends: a progress bar on a terminal, a plain line for each step otherwise.</summary>
internal sealed class RunFollower(IDbContextFactory<AppDatabase> databases, Printer print)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public async Task<Run> ReadAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Runs.AsNoTracking()
            .SingleAsync(run => run.Id == runId, cancellationToken);
    }

    public async Task<RunView> FollowAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (print.AsJson)
            return await WatchAsync(runId, _ => { }, cancellationToken);
        if (!print.Progress.Profile.Capabilities.Interactive)
            return await WatchAsync(runId, new PlainLines(print.Progress).Show, cancellationToken);
        return await print
            .Progress.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask("Waiting for its turn");
                return await WatchAsync(runId, run => Show(bar, run), cancellationToken);
            });
    }

    private async Task<RunView> WatchAsync(
        Guid runId,
        Action<RunView> show,
        CancellationToken cancellationToken
    )
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            var run = RunView.Of(await ReadAsync(runId, cancellationToken));
            show(run);
            if (!run.State.IsActive() || run.State == RunState.Paused)
                return run;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static void Show(ProgressTask bar, RunView run)
    {
        bar.Description = Markup.Escape(run.WaitsFor ?? run.Step ?? run.State.ToString());
        bar.IsIndeterminate = run.Total is null;
        if (run.Total is { } total)
            (bar.MaxValue, bar.Value) = (Math.Max(total, 1), run.Done);
    }

    private sealed class PlainLines(IAnsiConsole console)
    {
        private string? last;

        public void Show(RunView run)
        {
            var line = run.WaitsFor ?? run.Step;
            if (line is null || line == last)
                return;
            last = line;
            console.WriteLine(run.Total is { } total ? $"{line} ({run.Done} of {total})" : line);
        }
    }
}
