using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Plans.Applying.Phases;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>
/// Applies a plan in the order of contract §6.7. Every phase can be begun again: the journal tells what is done, and the
/// checkpoint skips phases that came to their end.
/// </summary>
internal sealed class ApplyRun(
    PlanOpener opener,
    IDbContextFactory<AppDatabase> databases,
    RunCalls calls,
    RestoreEnd end,
    TimeProvider clock
) : IRunBody
{
    public RunKind Kind => RunKind.Restore;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Reading the plan", 0, null, cancellationToken);
        using var open = await opener.OpenAsync(run, cancellationToken);
        var journal = new RestoreJournal(databases, run, open.MapScope, clock);
        try
        {
            await EnsureDecidedAsync(journal, cancellationToken);
            var plan = await open.PlanRootAsync(cancellationToken);
            var ids = await DefinitionIds.LoadAsync(journal, cancellationToken);
            var restore = new Restore(open, plan, journal, ids, run);
            await ApplyAsync(restore, cancellationToken);
            var outcome = await end.SucceedAsync(restore, cancellationToken);
            await run.KeepTokenWorksAsync(
                open.Connection,
                clock.GetUtcNow(),
                CancellationToken.None
            );
            return outcome;
        }
        catch (AnswerLostException)
        {
            await EnsureDecidedAsync(journal, CancellationToken.None);
            throw;
        }
        catch (StoppedBeforeCallException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (AtlassianException failure)
        {
            return await calls.EndAsync(
                run,
                open.Connection,
                failure,
                CancellationToken.None,
                isOfDestination: true
            );
        }
    }

    private async Task ApplyAsync(Restore restore, CancellationToken cancellationToken)
    {
        var at = restore.Run.Checkpoint<RestoreCheckpoint>() ?? new RestoreCheckpoint(0, 0);
        var references = await ObjectReferences.LoadAsync(restore, cancellationToken);
        var filters = new FilterRewriting(restore, new IdMap(databases, restore.Open.MapScope));
        Func<Task>[] phases =
        [
            () => new SchemaPhase(restore).ExecuteAsync(cancellationToken),
            () => new SharedThingsPhase(restore).ExecuteAsync(cancellationToken),
            () => new ObjectTypesPhase(restore).ExecuteAsync(cancellationToken),
            () => new AttributesPhase(restore).ExecuteAsync(cancellationToken),
            () => new ObjectsPhase(restore, references).ExecuteAsync(cancellationToken),
            () =>
                new ReferencesPhase(restore, references).ExecuteAsync(
                    at.Done,
                    done => SaveAsync(at = at with { Done = done }),
                    cancellationToken
                ),
            () => new FinalSettingsPhase(restore, filters).ExecuteAsync(cancellationToken),
            () => new CountCheck(restore, clock).ExecuteAsync(cancellationToken),
        ];
        while (at.Phase < phases.Length)
        {
            await phases[at.Phase]();
            await SaveAsync(at = new RestoreCheckpoint(at.Phase + 1, 0));
        }

        Task SaveAsync(RestoreCheckpoint checkpoint) =>
            restore.Run.SaveCheckpointAsync(checkpoint, CancellationToken.None);
    }

    private static async Task EnsureDecidedAsync(
        RestoreJournal journal,
        CancellationToken cancellationToken
    )
    {
        const int Named = 10;
        var undecided = await journal.UndecidedAsync(cancellationToken);
        if (undecided.Count == 0)
            return;
        var names = string.Join(", ", undecided.Take(Named));
        throw PlanProblems.AnswerLost(
            undecided.Count,
            undecided.Count > Named ? names + " and others" : names
        );
    }

    /// <param name="Phase">Phases that came to their end.</param>
    /// <param name="Done">Items of the next phase that are done, where it counts them.</param>
    private sealed record RestoreCheckpoint(int Phase, long Done);
}
