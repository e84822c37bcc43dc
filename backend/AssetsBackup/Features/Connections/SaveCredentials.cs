using Mediator;

namespace AssetsBackup.Features.Connections;

/// <param name="WorkspaceId">The bare id, or the whole JSON answer of the site's workspace address pasted (product B1a).</param>
public sealed record SaveCredentials(string WorkspaceId, string Email, string ApiToken)
    : IRequest<CredentialReport>;
