using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Targets;

public sealed record ListTargets : IRequest<TargetList>;

public sealed record TargetList(IReadOnlyList<TargetView> Items);

/// <param name="Email">Of a Data Center the login name.</param>
/// <param name="SignIn">How the account signs in.</param>
/// <param name="TokenExpiresOn">The last day on which the token is good, where somebody said so.</param>
/// <param name="TokenReason">Why Jira refuses the token or password.</param>
/// <param name="Report">What was proved when it was saved; null in lists.</param>
public sealed record TargetView(
    Guid Id,
    string Name,
    string SiteUrl,
    SchemaLocation Location,
    string WorkspaceId,
    string Email,
    SignIn SignIn,
    DateTimeOffset TokenSetAt,
    DateOnly? TokenExpiresOn,
    TokenState Token,
    string? TokenReason,
    DateTimeOffset CreatedAt,
    CredentialReport? Report
);

internal sealed class ListTargetsHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListTargets, TargetList>
{
    public async ValueTask<TargetList> Handle(
        ListTargets request,
        CancellationToken cancellationToken
    )
    {
        var targets = await database
            .Connections.AsNoTracking()
            .Where(connection =>
                connection.TenantId == caller.TenantId
                && connection.Role == ConnectionRole.Target
                && connection.DeletedAt == null
            )
            .OrderBy(connection => connection.Name)
            .ToListAsync(cancellationToken);
        return new TargetList([.. targets.Select(target => View(target, null))]);
    }

    internal static TargetView View(Connection target, CredentialReport? report) =>
        new(
            target.Id,
            target.Name,
            target.SiteUrl,
            target.Location(),
            target.WorkspaceId,
            target.Email,
            target.SignIn,
            target.TokenSetAt,
            target.TokenExpiresOn,
            target.Token,
            target.TokenReason,
            target.CreatedAt,
            report
        );
}
