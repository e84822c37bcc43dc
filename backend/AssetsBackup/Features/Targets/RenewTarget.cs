using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Targets;

/// <summary>New credentials for a target instance in the place of ones that Jira no longer accepts.</summary>
public sealed record RenewTarget(
    Guid Id,
    string Email,
    string ApiToken,
    DateOnly? TokenExpiresOn = null
) : IRequest<TargetView>
{
    // A record would print its token.
    public override string ToString() => $"{Id} as {Email}";
}

/// <summary>The account that a target instance is called as from now on.</summary>
/// <param name="TokenExpiresOn">The last day on which the token is good; null where it is not known.</param>
public sealed record TargetAccount(string Email, string ApiToken, DateOnly? TokenExpiresOn = null)
{
    // A record would print its token.
    public override string ToString() => Email;
}

internal sealed class RenewTargetValidator : AbstractValidator<RenewTarget>
{
    public RenewTargetValidator(TimeProvider clock)
    {
        RuleFor(request => request.Email).Email();
        RuleFor(request => request.ApiToken).ApiToken();
        RuleFor(request => request.TokenExpiresOn).TokenExpiry(clock);
    }
}

/// <summary>Stores what was proved at the same site; runs that waited for the token go on by themselves.</summary>
internal sealed class RenewTargetHandler(
    AppDatabase database,
    Caller caller,
    CredentialCheck check,
    NewConnection newConnection
) : IRequestHandler<RenewTarget, TargetView>
{
    public async ValueTask<TargetView> Handle(
        RenewTarget request,
        CancellationToken cancellationToken
    )
    {
        var target = await database.TargetAsync(
            caller,
            request.Id,
            SiteKind.Cloud,
            cancellationToken
        );
        var proved = await check.ProveAsync(
            new SiteAccount(target.SiteUrl, request.Email.Trim(), request.ApiToken),
            target.WorkspaceId,
            ConnectionRole.Target,
            cancellationToken
        );
        // An address can change hands; what is restored may not.
        if (proved.Site.CloudId != target.CloudId)
            throw TargetProblems.OtherSite(target.SiteUrl);
        newConnection.Renew(database, caller, target, proved.Site, request.TokenExpiresOn);
        await RunsWithoutCredentials.WakeAsync(database, target, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return ListTargetsHandler.View(target, proved.Report);
    }
}
