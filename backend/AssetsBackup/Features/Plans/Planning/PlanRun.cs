using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>Makes a plan: reads the snapshot and the live destination, writes nothing there.</summary>
internal sealed class PlanRun(
    PlanOpener opener,
    IDbContextFactory<AppDatabase> databases,
    RunCalls calls,
    TimeProvider clock
) : IRunBody
{
    public RunKind Kind => RunKind.Plan;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Reading the backup's definitions", 0, null, cancellationToken);
        using var open = await opener.OpenAsync(run, cancellationToken);
        try
        {
            var summary = await MakeAsync(run, open, cancellationToken);
            await SaveAsync(run, summary, cancellationToken);
            await run.KeepTokenWorksAsync(
                open.Connection,
                clock.GetUtcNow(),
                CancellationToken.None
            );
            var objects = summary.Counts.Single(count => count.Kind == PlanKinds.Object).Create;
            return RunOutcome.Succeeded(
                $"The plan is ready: {Words.Count(objects, "object")} to create."
            );
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

    private async Task<PlanSummary> MakeAsync(
        RunContext run,
        OpenPlan open,
        CancellationToken cancellationToken
    )
    {
        if (await PlanWriter.FindAsync(open, cancellationToken) is { } written)
            return written;
        await run.ReportAsync("Looking at the destination", 0, null, cancellationToken);
        var snapshot = (open.Snapshot, open.Source);
        var destination = await Destination.ReadAsync(
            open.Assets,
            open.Jira,
            snapshot,
            cancellationToken
        );
        FreeNames.EnsureFree(destination.Schemas, open.Plan.SchemaName, open.Plan.SchemaKey);
        var foreign = await ForeignThings.FindAsync(
            open.Assets,
            new IdMap(databases, open.MapScope),
            snapshot,
            cancellationToken
        );
        var definitions = new RestorePlanner(open.Source, destination, foreign.Types).Plan(
            open.Plan.SchemaName
        );
        var objects = new ObjectScan(open.Snapshot, open.Source, definitions, foreign);
        return await new PlanWriter(open, run).WriteAsync(
            definitions,
            objects,
            foreign,
            cancellationToken
        );
    }

    private Task SaveAsync(
        RunContext run,
        PlanSummary summary,
        CancellationToken cancellationToken
    ) =>
        run.SaveAsync(
            async (database, _) =>
            {
                var plan = await database.Plans.SingleAsync(
                    row => row.TenantId == run.TenantId && row.Id == run.PlanId,
                    cancellationToken
                );
                plan.BecomeReady(summary);
            },
            cancellationToken
        );
}
