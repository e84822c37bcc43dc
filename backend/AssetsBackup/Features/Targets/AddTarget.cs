using Mediator;

namespace AssetsBackup.Features.Targets;

public sealed record AddTarget(
    string Name,
    string Email,
    string WorkspaceId,
    string SiteUrl,
    string ApiToken
) : IRequest<TargetView>;
