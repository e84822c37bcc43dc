using Mediator;

namespace AssetsBackup.Features.Plans;

/// <param name="DestinationId">A target's id; null for the current connection.</param>
/// <param name="SchemaName">Name of the new schema.</param>
/// <param name="SchemaKey">Key of the new schema: at most 10 letters and digits, upper case (contract §3).</param>
public sealed record MakePlan(
    Guid SnapshotId,
    Guid? DestinationId,
    string SchemaName,
    string SchemaKey
) : IRequest<PlanStarted>;

public sealed record PlanStarted(Guid PlanId, Guid RunId);
