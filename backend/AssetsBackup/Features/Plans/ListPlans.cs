using Mediator;

namespace AssetsBackup.Features.Plans;

public sealed record GetPlan(Guid Id) : IRequest<PlanView>;

public sealed record ListPlans(Guid SchemaId) : IRequest<PlanList>;

public sealed record PlanList(IReadOnlyList<PlanView> Items);
