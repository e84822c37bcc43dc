using Mediator;

namespace AssetsBackup.Features.Targets;

public sealed record DeleteTarget(Guid Id) : IRequest<Deleted>;

public sealed record Deleted(Guid Id);
