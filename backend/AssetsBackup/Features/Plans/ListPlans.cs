using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

public sealed record GetPlan(Guid Id) : IRequest<PlanView>;

/// <summary>The plans made from the backups of a schema; of all schemas when none is named.</summary>
public sealed record ListPlans(Guid? SchemaId) : IRequest<PlanList>;

public sealed record PlanList(IReadOnlyList<PlanView> Items);

internal sealed class ListPlansHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListPlans, PlanList>,
        IRequestHandler<GetPlan, PlanView>
{
    public async ValueTask<PlanList> Handle(ListPlans request, CancellationToken cancellationToken)
    {
        var snapshots = database
            .Snapshots.IgnoreQueryFilters()
            .Where(snapshot =>
                snapshot.TenantId == caller.TenantId
                && (request.SchemaId == null || snapshot.SchemaId == request.SchemaId)
            )
            .Select(snapshot => snapshot.Id);
        return new PlanList(
            await PlanViews.ReadAsync(
                database,
                caller.TenantId,
                plan => snapshots.Contains(plan.SnapshotId),
                cancellationToken
            )
        );
    }

    public async ValueTask<PlanView> Handle(GetPlan request, CancellationToken cancellationToken)
    {
        var found = await PlanViews.ReadAsync(
            database,
            caller.TenantId,
            plan => plan.Id == request.Id,
            cancellationToken
        );
        return found.SingleOrDefault() ?? throw PlanProblems.NotFound();
    }
}
