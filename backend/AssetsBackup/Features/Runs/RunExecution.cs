using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

/// <summary>Executes one run's body and records how it ended.</summary>
internal sealed class RunExecution(
    IServiceScopeFactory scopes,
    IDbContextFactory<AppDatabase> databases,
    RunEnds ends,
    TimeProvider clock,
    ILogger<RunExecution> logger
)
{
    /// <param name="run">Taken already: state Running under the lease's epoch.</param>
    /// <param name="lease">The right to act for the site.</param>
    /// <param name="stopping">Cancelled when somebody stops the run, or at shutdown.</param>
    /// <param name="shutdown">
    /// Cancelled at shutdown: the run stays Running and goes on after the restart, as one does whose node has lost the shared database.
    /// </param>
    public async Task ExecuteAsync(
        Run run,
        Lease lease,
        CancellationToken stopping,
        CancellationToken shutdown
    )
    {
        using var told = logger.BeginScope(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["RunId"] = run.Id,
                ["RunKind"] = run.Kind,
                ["TenantId"] = run.TenantId,
            }
        );
        using var context = new RunContext(run, lease, databases, clock);
        RunOutcome outcome;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var body = scope
                .ServiceProvider.GetServices<IRunBody>()
                .Single(candidate => candidate.Kind == run.Kind);
            outcome = await body.ExecuteAsync(context, stopping);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outcome = new RunOutcome(RunState.Stopped, Run.StoppedWords);
        }
        catch (ProblemException problem)
        {
            outcome = RunOutcome.Failed(
                problem.Problem.Code,
                $"{problem.Problem.Title}. {problem.Problem.Detail}"
            );
        }
        catch (Exception exception)
            when (exception is not LeaseLostException && !SharedDatabase.IsAway(exception))
        {
            // The end of a run is the one place where everything is caught: it must be recorded as failed.
            outcome = OutcomeOf(exception, run);
        }
        await RecordAsync(context, outcome);
    }

    private RunOutcome OutcomeOf(Exception exception, Run run)
    {
        if (VaultFailures.Of(exception) is { } named)
        {
            logger.LogWarning(exception, "Run {RunId} ended with {Code}", run.Id, named.Code);
            if (FullStorage.IsMetBy(exception))
                return RunOutcome.WaitingForRoom(
                    named.Code,
                    $"{named.Title}. {named.Detail} Nothing is lost; the run goes on by itself once there is room."
                );
            return DatabaseFailures.WaitIn(exception) switch
            {
                DatabaseWait.ForItself => RunOutcome.Waiting(
                    named.Code,
                    $"{named.Title}. Nothing is lost; the run goes on by itself where it stopped. {named.Detail}",
                    named: null
                ),
                DatabaseWait.ForSomebody => RunOutcome.Paused(
                    named.Code,
                    $"{named.Title}. {named.Detail} The run then goes on where it stopped."
                ),
                _ => RunOutcome.Failed(named.Code, $"{named.Title}. {named.Detail}"),
            };
        }
        logger.LogError(exception, "Run {RunId} of kind {Kind} failed", run.Id, run.Kind);
        return RunOutcome.Failed(
            "unexpected",
            $"Something went wrong on our side ({exception.GetType().Name}). Nothing saved before is lost."
        );
    }

    private async Task RecordAsync(RunContext context, RunOutcome outcome)
    {
        await context.SaveAsync(
            async (database, row) =>
            {
                await ends.RecordAsync(database, row, outcome, CancellationToken.None);
                if (row.State != RunState.Queued)
                    database.RunLog.Add(context.Line(LevelOf(row.State), WordsOf(row)));
                context.Ended(row);
            },
            CancellationToken.None
        );
    }

    private static string WordsOf(Run row) =>
        row.ErrorMessage ?? row.Result ?? row.State.ToString();

    // A warning is something that the result lacks: a wait lacks nothing.
    private static RunLogLevel LevelOf(RunState state) =>
        state switch
        {
            RunState.Partial => RunLogLevel.Warning,
            RunState.Failed => RunLogLevel.Error,
            _ => RunLogLevel.Information,
        };
}
