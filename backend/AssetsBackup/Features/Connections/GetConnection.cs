using AssetsBackup.Doors;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Connections;

public sealed record GetConnection : IRequest<ConnectionCard>;

/// <summary>The current connection. Secrets are write-only: only the date of the token is shown.</summary>
/// <param name="Storage">Null until wizard step 2 is done.</param>
/// <param name="TokenExpiresOn">The last day on which the token is good, where somebody said so.</param>
/// <param name="TokenReason">Why Jira refuses the token.</param>
/// <param name="TokenCheckedAt">When Jira last took or refused it; null if never.</param>
/// <param name="SyncedAt">Null until the first sync succeeded.</param>
/// <param name="AttachmentsReason">Why attachments are not available.</param>
public sealed record ConnectionCard(
    Guid Id,
    string SiteUrl,
    string WorkspaceId,
    string Email,
    DateTimeOffset TokenSetAt,
    DateOnly? TokenExpiresOn,
    TokenState Token,
    string? TokenReason,
    DateTimeOffset? TokenCheckedAt,
    StorageCard? Storage,
    DateTimeOffset? SyncedAt,
    LicenceState Licence,
    AttachmentsState Attachments,
    string? AttachmentsReason
)
{
    internal static ConnectionCard Of(
        Connection connection,
        StoragePlace? storage,
        LicenceState licence
    ) =>
        new(
            connection.Id,
            connection.SiteUrl,
            connection.WorkspaceId,
            connection.Email,
            connection.TokenSetAt,
            connection.TokenExpiresOn,
            connection.Token,
            connection.TokenReason,
            connection.TokenCheckedAt,
            storage is null ? null : StorageCard.Of(storage),
            connection.SyncedAt,
            licence,
            connection.Attachments,
            connection.AttachmentsReason
        );
}

/// <summary>Where backups lie. What signs in to a database is write-only: only its date is shown.</summary>
/// <param name="Region">Of managed storage.</param>
/// <param name="Servers">Of an own database: servers and name, without who signs in.</param>
/// <param name="Version">What the database said its version is, when it was last proved.</param>
/// <param name="UsesTls">Whether connections to it are encrypted.</param>
/// <param name="AccessSetAt">When the connection string was last given.</param>
public sealed record StorageCard(
    StorageKind Kind,
    string? Region,
    string? Servers,
    string? Version,
    bool UsesTls,
    DateTimeOffset? AccessSetAt
)
{
    internal static StorageCard Of(StoragePlace place) =>
        new(
            place.Kind,
            place.Region,
            place.Servers,
            place.Version,
            place.UsesTls,
            place.AccessSetAt
        );
}

public enum AttachmentsState
{
    NotChecked,
    Available,
    NotAvailable,
}

internal sealed class GetConnectionHandler(AppDatabase database, Caller caller)
    : IRequestHandler<GetConnection, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        GetConnection request,
        CancellationToken cancellationToken
    ) =>
        ConnectionCard.Of(
            await database.CurrentConnectionAsync(caller, cancellationToken),
            await database.FindCurrentStorageAsync(caller.TenantId, cancellationToken),
            caller.Licence
        );
}
