using AssetsBackup.Doors;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

public sealed record ListPlanActions(Guid PlanId, string? Kind, string? After)
    : IRequest<PlanActionPage>;

/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record PlanActionPage(IReadOnlyList<PlanAction> Items, string? Next);

internal sealed class ListPlanActionsHandler(
    AppDatabase database,
    Caller caller,
    TenantVaults vaults
) : IRequestHandler<ListPlanActions, PlanActionPage>
{
    private const int PageSize = 100;

    // No group of a plan and no id holds one.
    private const char BetweenGroupAndId = '|';

    public async ValueTask<PlanActionPage> Handle(
        ListPlanActions request,
        CancellationToken cancellationToken
    )
    {
        await EnsureMadeAsync(request.PlanId, cancellationToken);
        using var vault = await vaults.OpenAsync(caller.TenantId, fence: null, cancellationToken);
        var plan = await vault.Vault.OpenRootAsync(
            RootKind.Plan,
            request.PlanId,
            cancellationToken
        );
        var page = new List<TreeEntry>();
        var isBefore = request.After is not null;
        await foreach (var entry in plan.ListAsync(PlanTree.Actions, null, cancellationToken))
        {
            if (isBefore)
                isBefore = CursorOf(entry) != request.After;
            else if (request.Kind is null || PlanTree.IsOfKind(entry, request.Kind))
                page.Add(entry);
            if (page.Count > PageSize)
                break;
        }
        var items = new List<PlanAction>();
        foreach (var entry in page.Take(PageSize))
            items.Add(
                PlanStep
                    .Read(await plan.ReadRecordAsync(entry.Record, cancellationToken))
                    .ToAction()
            );
        return new PlanActionPage(
            items,
            page.Count > PageSize ? CursorOf(page[PageSize - 1]) : null
        );
    }

    private async Task EnsureMadeAsync(Guid id, CancellationToken cancellationToken)
    {
        var plan =
            await database
                .Plans.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.TenantId == caller.TenantId && row.Id == id,
                    cancellationToken
                )
            ?? throw PlanProblems.NotFound();
        if (plan.Summary is null)
            throw PlanProblems.NotReady(plan.State);
    }

    private static string CursorOf(TreeEntry entry) =>
        $"{entry.Group}{BetweenGroupAndId}{entry.Id}";
}
