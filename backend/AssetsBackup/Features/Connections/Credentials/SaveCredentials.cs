using AssetsBackup.Doors;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Credentials;

/// <param name="WorkspaceId">The bare id, or the whole JSON answer of the site's workspace address pasted.</param>
public sealed record SaveCredentials(string WorkspaceId, string Email, string ApiToken)
    : IRequest<CredentialReport>
{
    // A record would print its token.
    public override string ToString() => $"{WorkspaceId} as {Email}";
}

internal sealed class SaveCredentialsValidator : AbstractValidator<SaveCredentials>
{
    public SaveCredentialsValidator()
    {
        RuleFor(request => request.WorkspaceId).WorkspaceId();
        RuleFor(request => request.Email).Email();
        RuleFor(request => request.ApiToken).ApiToken();
    }
}

/// <summary>Stores what was proved. Storage and schemas of an earlier set-up stay: a token is swapped with nothing lost.</summary>
internal sealed class SaveCredentialsHandler(
    AppDatabase database,
    Caller caller,
    CredentialCheck check,
    NewConnection newConnection,
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
            newConnection.Add(database, caller, ConnectionRole.Current, null, proved.Site);
        else
        {
            await LeaveWorkspaceAsync(current, proved.Site.WorkspaceId, cancellationToken);
            newConnection.Renew(database, caller, current, proved.Site);
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
    }
}
