using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Targets;

public sealed record DeleteTarget(Guid Id) : IRequest<Deleted>;

public sealed record Deleted(Guid Id);

/// <summary>The row stays, because id maps point at it; its token goes.</summary>
internal sealed class DeleteTargetHandler(
    AppDatabase database,
    Caller caller,
    RunEnds ends,
    SchemasNotActive notActive,
    TimeProvider clock
) : IRequestHandler<DeleteTarget, Deleted>
{
    public async ValueTask<Deleted> Handle(
        DeleteTarget request,
        CancellationToken cancellationToken
    )
    {
        // No run that uses it can be queued between the look and the deletion.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var target = await database.TargetAsync(caller, request.Id, cancellationToken);
        if (await IsInUseAsync(target.Id, cancellationToken))
            throw TargetProblems.InUse();
        await StopSyncsAsync(target, cancellationToken);
        database.Audit(
            caller,
            AuditAction.TargetDeleted,
            ConnectionFacts.SubjectOf(target),
            ConnectionFacts.Deleted(target)
        );
        var now = clock.GetUtcNow();
        (target.DeletedAt, target.ApiToken) = (now, []);
        await foreach (var schema in SchemasOf(target.Id).WithCancellation(cancellationToken))
            schema.Learn(SchemaFinding.InstanceRemoved, now);
        await notActive.AddAsync(database, caller.TenantId, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Deleted(target.Id);
    }

    /// <summary>Nobody waits for them, and one that waits for a new token would wait for ever.</summary>
    private async Task StopSyncsAsync(Connection target, CancellationToken cancellationToken)
    {
        var active = await database
            .Runs.SyncsOf(target)
            .Where(run => RunStates.Active.Contains(run.State))
            .ToListAsync(cancellationToken);
        foreach (var run in active)
            await ends.StopAsync(database, run, cancellationToken);
    }

    // A restore is planned from the site of its snapshot and applied at its destination.
    private Task<bool> IsInUseAsync(Guid targetId, CancellationToken cancellationToken) =>
        database.Runs.AnyAsync(
            run =>
                run.TenantId == caller.TenantId
                && RunStates.Active.Contains(run.State)
                && run.Kind != RunKind.Sync
                && (
                    run.ConnectionId == targetId
                    || database.Plans.Any(plan =>
                        plan.TenantId == caller.TenantId
                        && plan.Id == run.PlanId
                        && plan.DestinationId == targetId
                    )
                ),
            cancellationToken
        );

    private IAsyncEnumerable<Schema> SchemasOf(Guid targetId) =>
        database
            .Schemas.Where(schema =>
                schema.TenantId == caller.TenantId && schema.ConnectionId == targetId
            )
            .AsAsyncEnumerable();
}
