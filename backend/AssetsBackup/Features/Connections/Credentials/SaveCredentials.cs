using AssetsBackup.Doors;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Credentials;

/// <param name="WorkspaceId">The bare id, or the whole JSON answer of the site's workspace address pasted.</param>
public sealed record SaveCredentials(string WorkspaceId, string Email, string ApiToken)
    : IRequest<CredentialReport>;

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
    NewConnection newConnection
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
            database.Connections.Add(
                newConnection.Of(caller.TenantId, ConnectionRole.Current, null, proved.Site)
            );
        else
            await RenewAsync(current, proved.Site, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return proved.Report;
    }

    // Runs that waited for a token go on from their checkpoints.
    private async Task RenewAsync(
        Connection current,
        Atlassian.SiteCredentials site,
        CancellationToken cancellationToken
    )
    {
        newConnection.Renew(current, site);
        var waiting = await database
            .Runs.Where(run =>
                run.TenantId == caller.TenantId
                && run.ConnectionId == current.Id
                && run.State == RunState.Paused
                && run.ErrorCode == RunCalls.TokenRejected
            )
            .ToListAsync(cancellationToken);
        foreach (var run in waiting)
            run.GoOn();
    }
}
