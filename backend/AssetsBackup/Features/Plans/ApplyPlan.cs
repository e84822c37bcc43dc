using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

public sealed record ApplyPlan(Guid PlanId) : IRequest<RunStarted>;

internal sealed class ApplyPlanHandler(
    AppDatabase database,
    Caller caller,
    Destinations destinations,
    AuditChain chain,
    RunQueue queue
) : IRequestHandler<ApplyPlan, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        ApplyPlan request,
        CancellationToken cancellationToken
    )
    {
        var plan =
            await database
                .Plans.AsNoTracking()
                .SingleOrDefaultAsync(
                    candidate =>
                        candidate.TenantId == caller.TenantId && candidate.Id == request.PlanId,
                    cancellationToken
                )
            ?? throw PlanProblems.NotFound();
        if (plan.State is PlanState.Applying or PlanState.Applied || plan.RestoreRunId is not null)
            throw PlanProblems.Applied();
        if (plan.State != PlanState.Ready)
            throw PlanProblems.NotReady(plan.State);
        if (plan.MissesOthers && await HasDestinationGrownAsync(plan, cancellationToken))
            throw PlanProblems.Outdated(
                "Another schema was restored there: what this plan leaves out may be possible now."
            );
        return new RunStarted(await StartAsync(plan, cancellationToken));
    }

    /// <summary>Whether something else was restored to the destination since the plan was made.</summary>
    private Task<bool> HasDestinationGrownAsync(Plan plan, CancellationToken cancellationToken) =>
        database.Plans.AnyAsync(
            other =>
                other.TenantId == caller.TenantId
                && other.DestinationId == plan.DestinationId
                && database.Runs.Any(run =>
                    run.TenantId == caller.TenantId
                    && run.Id == other.RestoreRunId
                    && run.FinishedAt > plan.CreatedAt
                ),
            cancellationToken
        );

    private async Task<Guid> StartAsync(Plan plan, CancellationToken cancellationToken)
    {
        var snapshot = await database.SnapshotAsync(caller, plan.SnapshotId, cancellationToken);
        await database.EnsureConnectedAsync(
            caller.TenantId,
            snapshot.StoragePlaceId,
            cancellationToken
        );
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var destination = await destinations.FindAsync(plan.DestinationId, cancellationToken);
        await database.EnsureThereAsync(caller.TenantId, snapshot.Id, cancellationToken);
        // Two clicks at once: only one of them finds the plan ready.
        var claimed = await database
            .Plans.Where(row =>
                row.TenantId == caller.TenantId && row.Id == plan.Id && row.State == PlanState.Ready
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, PlanState.Applying),
                cancellationToken
            );
        if (claimed == 0)
            throw PlanProblems.Applied();
        var run = queue.Add(
            database,
            new NewRun(caller.TenantId, plan.DestinationId, RunKind.Restore, caller.AccountId)
            {
                SchemaId = snapshot.SchemaId,
                SnapshotId = plan.SnapshotId,
                PlanId = plan.Id,
                Told = Plan.InWords(destination, plan.SchemaName, plan.SchemaKey),
            }
        );
        await RestoredElsewhere.TellAsync(
            database,
            chain,
            run,
            AuditAction.RestoreStarted,
            [],
            cancellationToken
        );
        var row = await database.Plans.SingleAsync(
            candidate => candidate.TenantId == caller.TenantId && candidate.Id == plan.Id,
            cancellationToken
        );
        row.RestoreRunId = run.Id;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return run.Id;
    }
}
