using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Connections;

/// <param name="SiteUrl">Null for the caller's own site; a target's https address otherwise.</param>
public sealed record FindWorkspace(string Email, string ApiToken, string? SiteUrl)
    : IRequest<FoundWorkspace>;

public sealed record FoundWorkspace(string WorkspaceId);
