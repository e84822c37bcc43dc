using System.Runtime.CompilerServices;
using AssetsBackup.Doors;
using AssetsBackup.Features.Vaults;
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
        var made = await MadeAsync(request.PlanId, cancellationToken);
        using var vault = await vaults.OpenOfSnapshotAsync(
            caller.TenantId,
            made.SnapshotId,
            fence: null,
            cancellationToken
        );
        var plan = await vault.Vault.OpenRootAsync(
            RootKind.Plan,
            request.PlanId,
            cancellationToken
        );
        var page = new List<TreeEntry>();
        await foreach (var entry in EntriesAsync(plan, request, cancellationToken))
        {
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

    private async Task<Plan> MadeAsync(Guid id, CancellationToken cancellationToken)
    {
        var plan =
            await database
                .Plans.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.TenantId == caller.TenantId && row.Id == id,
                    cancellationToken
                )
            ?? throw PlanProblems.NotFound();
        return plan.Summary is null ? throw PlanProblems.NotReady(plan.State) : plan;
    }

    private static async IAsyncEnumerable<TreeEntry> EntriesAsync(
        RootReader plan,
        ListPlanActions request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = request.After is null
            ? null
            : await LastAsync(plan, request.After, request.Kind, cancellationToken);
        var before = request.Kind is null ? "" : PlanTree.BeforeGroupsOf(request.Kind);
        if (before is null)
            yield break;
        var entries = plan.ListFromAsync(
            PlanTree.Actions,
            last?.Group ?? before,
            last?.Id ?? "",
            cancellationToken
        );
        await foreach (var entry in entries)
        {
            if (entry == last)
                continue;
            if (request.Kind is not null && !PlanTree.IsOfKind(entry, request.Kind))
                yield break;
            yield return entry;
        }
    }

    /// <summary>The entry that the page before ended with.</summary>
    private static async Task<TreeEntry> LastAsync(
        RootReader plan,
        string cursor,
        string? kind,
        CancellationToken cancellationToken
    )
    {
        var entry = cursor.Split(BetweenGroupAndId, 2) is [var group, var id]
            ? await plan.FindAsync(PlanTree.Actions, group, id, cancellationToken)
            : null;
        return entry is not null && (kind is null || PlanTree.IsOfKind(entry, kind))
            ? entry
            : throw PlanProblems.UnknownCursor();
    }

    private static string CursorOf(TreeEntry entry) =>
        $"{entry.Group}{BetweenGroupAndId}{entry.Id}";
}
