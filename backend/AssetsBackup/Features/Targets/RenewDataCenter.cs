using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Targets;

/// <summary>Another sign-in for a Data Center in the place of one that Jira no longer accepts.</summary>
public sealed record RenewDataCenter(
    Guid Id,
    SignIn SignIn,
    string? UserName,
    string Secret,
    DateOnly? TokenExpiresOn = null
) : IRequest<TargetView>, IDataCenterSignIn
{
    // A record would print its secret.
    public override string ToString() => $"{Id} as {UserName}";
}

/// <summary>How a Data Center is signed in to from now on.</summary>
/// <param name="TokenExpiresOn">The last day on which it is good; null where it is not known.</param>
public sealed record DataCenterSignIn(
    SignIn SignIn,
    string? UserName,
    string Secret,
    DateOnly? TokenExpiresOn = null
)
{
    // A record would print its secret.
    public override string ToString() => UserName ?? "";
}

internal sealed class RenewDataCenterValidator : AbstractValidator<RenewDataCenter>
{
    public RenewDataCenterValidator(TimeProvider clock)
    {
        RuleFor(request => request.TokenExpiresOn).TokenExpiry(clock);
        Include(new DataCenterSignInRules());
    }
}

internal sealed class RenewDataCenterHandler(
    AppDatabase database,
    Caller caller,
    DataCenterCheck check,
    NewConnection newConnection
) : IRequestHandler<RenewDataCenter, TargetView>
{
    public async ValueTask<TargetView> Handle(
        RenewDataCenter request,
        CancellationToken cancellationToken
    )
    {
        var target = await database.TargetAsync(
            caller,
            request.Id,
            SiteKind.DataCenter,
            cancellationToken
        );
        var proved = await check.ProveAsync(request.AccountAt(target.SiteUrl), cancellationToken);
        newConnection.Renew(database, caller, target, proved.Site, request.TokenExpiresOn);
        await RunsWithoutCredentials.WakeAsync(database, target, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return ListTargetsHandler.View(target, proved.Report);
    }
}
