using AssetsBackup.Doors;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Credentials;

/// <param name="WorkspaceId">The bare id, or the whole JSON answer of the site's workspace address pasted.</param>
/// <param name="TokenExpiresOn">The last day on which the token is good; null where it is not known.</param>
public sealed record SaveCredentials(
    string WorkspaceId,
    string Email,
    string ApiToken,
    DateOnly? TokenExpiresOn = null
) : IRequest<CredentialReport>
{
    // A record would print its token.
    public override string ToString() => $"{WorkspaceId} as {Email}";
}

internal sealed class SaveCredentialsValidator : AbstractValidator<SaveCredentials>
{
    public SaveCredentialsValidator(TimeProvider clock)
    {
        RuleFor(request => request.WorkspaceId).WorkspaceId();
        RuleFor(request => request.Email).Email();
        RuleFor(request => request.ApiToken).ApiToken();
        RuleFor(request => request.TokenExpiresOn).TokenExpiry(clock);
    }
}

/// <summary>Stores what was proved. Storage and schemas of an earlier set-up stay: a token is swapped with nothing lost.</summary>
internal sealed class SaveCredentialsHandler(
    AppDatabase database,
    Caller caller,
    CredentialCheck check,
    NewConnection newConnection,
    SchemasNotActive notActive,
    TimeProvider clock
) : IRequestHandler<SaveCredentials, CredentialReport>
{
    public async ValueTask<CredentialReport> Handle(
        SaveCredentials request,
        CancellationToken cancellationToken
    )
    {
        var proved = await check.ProveAsync(
            new SiteAccount(caller.SiteUrl, request.Email.Trim(), request.ApiToken),
            WorkspaceIdText.Parse(request.WorkspaceId)!,
            ConnectionRole.Current,
            cancellationToken
        );
        var current = await database.FindCurrentConnectionAsync(caller, cancellationToken);
        if (current is null)
            newConnection.Add(
                database,
                caller,
                ConnectionRole.Current,
                null,
                proved.Site,
                request.TokenExpiresOn
            );
        else
        {
            await LeaveWorkspaceAsync(current, proved.Site.WorkspaceId, cancellationToken);
            newConnection.Renew(database, caller, current, proved.Site, request.TokenExpiresOn);
            await RunsWithoutCredentials.WakeAsync(database, current, cancellationToken);
        }
        await database.SaveChangesAsync(cancellationToken);
        return proved.Report;
    }

    /// <summary>What has the same id in another workspace is another schema: those of the one before are gone, with their backups kept.</summary>
    private async Task LeaveWorkspaceAsync(
        Connection current,
        string workspaceId,
        CancellationToken cancellationToken
    )
    {
        var left = await database
            .Schemas.Where(row =>
                row.TenantId == current.TenantId
                && row.ConnectionId == current.Id
                && row.WorkspaceId != workspaceId
            )
            .ToListAsync(cancellationToken);
        foreach (var schema in left)
            schema.Learn(SchemaFinding.WorkspaceLeft, clock.GetUtcNow());
        await notActive.AddAsync(database, current.TenantId, cancellationToken);
    }
}
