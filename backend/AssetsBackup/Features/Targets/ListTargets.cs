using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Schemas;
using Mediator;

namespace AssetsBackup.Features.Targets;

public sealed record ListTargets : IRequest<TargetList>;

public sealed record TargetList(IReadOnlyList<TargetView> Items);

/// <param name="Report">What was proved when it was saved; null in lists.</param>
public sealed record TargetView(
    Guid Id,
    string Name,
    string SiteUrl,
    SchemaLocation Location,
    string WorkspaceId,
    string Email,
    DateTimeOffset TokenSetAt,
    DateTimeOffset CreatedAt,
    CredentialReport? Report
);
