using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections.Credentials;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Targets;

/// <summary>Adds a Jira Data Center or Server, whose schemas are backed up from then on.</summary>
/// <param name="SiteUrl">https address with the path that Jira runs under, if there is one.</param>
/// <param name="SignIn">How the account signs in.</param>
/// <param name="UserName">The login name; null with a personal access token, which says itself whose it is.</param>
/// <param name="Secret">The password, or the personal access token.</param>
/// <param name="TokenExpiresOn">The last day on which it is good; null where it is not known.</param>
public sealed record AddDataCenter(
    string Name,
    string SiteUrl,
    SignIn SignIn,
    string? UserName,
    string Secret,
    DateOnly? TokenExpiresOn = null
) : IRequest<TargetView>, IDataCenterSignIn
{
    // A record would print its secret.
    public override string ToString() => $"{Name}: {SiteUrl} as {UserName}";
}

internal sealed class AddDataCenterValidator : AbstractValidator<AddDataCenter>
{
    public AddDataCenterValidator(TimeProvider clock)
    {
        RuleFor(request => request.Name).ConnectionName();
        RuleFor(request => request.SiteUrl).ServerUrl();
        RuleFor(request => request.TokenExpiresOn).TokenExpiry(clock);
        Include(new DataCenterSignInRules());
    }
}

internal sealed class AddDataCenterHandler(DataCenterCheck check, NewTargets targets)
    : IRequestHandler<AddDataCenter, TargetView>
{
    public async ValueTask<TargetView> Handle(
        AddDataCenter request,
        CancellationToken cancellationToken
    )
    {
        var proved = await check.ProveAsync(
            request.AccountAt(SiteAddress.ParseServer(request.SiteUrl)!),
            cancellationToken
        );
        var target = await targets.AddAsync(
            request.Name,
            proved.Site,
            request.TokenExpiresOn,
            cancellationToken
        );
        return ListTargetsHandler.View(target, proved.Report);
    }
}
