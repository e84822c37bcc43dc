using Mediator;

namespace AssetsBackup.Features.Plans;

public sealed record ListPlanActions(Guid PlanId, string? Kind, string? After)
    : IRequest<PlanActionPage>;

/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record PlanActionPage(IReadOnlyList<PlanAction> Items, string? Next);
