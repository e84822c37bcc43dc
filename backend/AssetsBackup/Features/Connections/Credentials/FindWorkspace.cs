using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Connections.Credentials;

/// <param name="SiteUrl">Null for the caller's own site; a target's https address otherwise.</param>
public sealed record FindWorkspace(string Email, string ApiToken, string? SiteUrl)
    : IRequest<FoundWorkspace>
{
    // A record would print its token.
    public override string ToString() => $"{SiteUrl} as {Email}";
}

public sealed record FoundWorkspace(string WorkspaceId);

internal sealed class FindWorkspaceValidator : AbstractValidator<FindWorkspace>
{
    public FindWorkspaceValidator()
    {
        RuleFor(request => request.Email).Email();
        RuleFor(request => request.ApiToken).ApiToken();
        When(
            request => request.SiteUrl is not null,
            () => RuleFor(request => request.SiteUrl).SiteUrl()
        );
    }
}

internal sealed class FindWorkspaceHandler(CredentialCheck check, Caller caller)
    : IRequestHandler<FindWorkspace, FoundWorkspace>
{
    public async ValueTask<FoundWorkspace> Handle(
        FindWorkspace request,
        CancellationToken cancellationToken
    )
    {
        var site = request.SiteUrl is null ? caller.SiteUrl : SiteAddress.Parse(request.SiteUrl)!;
        return new FoundWorkspace(
            await check.FindWorkspaceAsync(
                new SiteAccount(site, request.Email.Trim(), request.ApiToken),
                cancellationToken
            )
        );
    }
}
