using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Targets;

/// <param name="TokenExpiresOn">The last day on which the token is good; null where it is not known.</param>
public sealed record AddTarget(
    string Name,
    string Email,
    string WorkspaceId,
    string SiteUrl,
    string ApiToken,
    DateOnly? TokenExpiresOn = null
) : IRequest<TargetView>
{
    // A record would print its token.
    public override string ToString() => $"{Name}: {SiteUrl} as {Email}";
}

internal sealed class AddTargetValidator : AbstractValidator<AddTarget>
{
    public AddTargetValidator(TimeProvider clock)
    {
        RuleFor(request => request.Name).ConnectionName();
        RuleFor(request => request.Email).Email();
        RuleFor(request => request.WorkspaceId).WorkspaceId();
        RuleFor(request => request.SiteUrl).SiteUrl();
        RuleFor(request => request.ApiToken).ApiToken();
        RuleFor(request => request.TokenExpiresOn).TokenExpiry(clock);
    }
}

internal sealed class AddTargetHandler(
    AppDatabase database,
    Caller caller,
    CredentialCheck check,
    NewTargets targets
) : IRequestHandler<AddTarget, TargetView>
{
    public async ValueTask<TargetView> Handle(
        AddTarget request,
        CancellationToken cancellationToken
    )
    {
        var proved = await check.ProveAsync(
            new SiteAccount(
                SiteAddress.Parse(request.SiteUrl)!,
                request.Email.Trim(),
                request.ApiToken
            ),
            WorkspaceIdText.Parse(request.WorkspaceId)!,
            ConnectionRole.Target,
            cancellationToken
        );
        await EnsureAppIsThereAsync(proved.Site, cancellationToken);
        var target = await targets.AddAsync(
            request.Name,
            proved.Site,
            request.TokenExpiresOn,
            cancellationToken
        );
        return ListTargetsHandler.View(target, proved.Report);
    }

    // Product C2c. Where no Marketplace is involved the caller's licence does not apply, and nothing is asked.
    private async Task EnsureAppIsThereAsync(
        Atlassian.SiteCredentials site,
        CancellationToken cancellationToken
    )
    {
        if (caller.Licence == LicenceState.NotApplicable)
            return;
        var cloudId = site.CloudId;
        var isInstalled = await database.Tenants.AnyAsync(
            tenant =>
                tenant.State == TenantState.Active
                && (
                    database.Identities.Any(identity =>
                        identity.TenantId == tenant.Id
                        && identity.Kind == IdentityKind.CloudId
                        && identity.Value == cloudId
                    )
                    // Proved with the credentials of the site itself, where its install did not tell it.
                    || database.Connections.Any(connection =>
                        connection.TenantId == tenant.Id
                        && connection.Role == ConnectionRole.Current
                        && connection.DeletedAt == null
                        && connection.CloudId == cloudId
                    )
                ),
            cancellationToken
        );
        if (!isInstalled)
            throw CredentialProblems.TargetAppMissing(site.SiteUrl);
    }
}
