using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Runs;

/// <summary>Something that must not go on waiting for a run that is over.</summary>
internal interface IEndsWithRun
{
    /// <param name="database">The unit of work that records the end; whoever records it saves.</param>
    /// <param name="run">In the state in which it ended.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task SettleAsync(AppDatabase database, Run run, CancellationToken cancellationToken);
}

/// <summary>How runs come to their end, and what ends with them; the caller saves both at once.</summary>
internal sealed class RunEnds(IEnumerable<IEndsWithRun> others, TimeProvider clock)
{
    public async Task StopAsync(AppDatabase database, Run run, CancellationToken cancellationToken)
    {
        run.RequestStop(clock.GetUtcNow());
        await SettleAsync(database, run, cancellationToken);
    }

    public async Task RecordAsync(
        AppDatabase database,
        Run run,
        RunOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        if (outcome.State == RunState.Queued && run.StopRequested)
            outcome = new RunOutcome(RunState.Stopped, Run.StoppedWords);
        run.Lane = outcome.Lane ?? run.Lane;
        run.GoesOnAt = outcome.GoesOn is { } wait
            ? clock.GetUtcNow() + wait.After(run.Waits++)
            : null;
        (run.State, run.Result) = (outcome.State, outcome.Result);
        (run.ErrorCode, run.ErrorMessage) = (outcome.ErrorCode, outcome.ErrorMessage);
        (run.RatePerSecond, run.WaitsFor) = (null, WhatFor(outcome, run.GoesOnAt));
        run.FinishedAt = outcome.State.IsActive() ? null : clock.GetUtcNow();
        await SettleAsync(database, run, cancellationToken);
    }

    private async Task SettleAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    )
    {
        if (run.State.IsActive())
            return;
        foreach (var other in others)
            await other.SettleAsync(database, run, cancellationToken);
    }

    private static string? WhatFor(RunOutcome outcome, DateTimeOffset? goesOnAt) =>
        outcome.State == RunState.Queued ? Run.InQueueWords
        : outcome.State != RunState.Paused ? null
        : goesOnAt is { } at ? $"{outcome.ErrorMessage} Next attempt: {at:HH:mm} UTC."
        : outcome.ErrorMessage;
}
