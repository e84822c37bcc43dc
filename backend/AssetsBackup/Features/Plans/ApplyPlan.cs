using AssetsBackup.Features.Runs;
using Mediator;

namespace AssetsBackup.Features.Plans;

public sealed record ApplyPlan(Guid PlanId) : IRequest<RunStarted>;
