using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Connections;

public sealed record GetConnection : IRequest<ConnectionCard>;

/// <summary>The current connection. Secrets are write-only: only the date of the token is shown.</summary>
/// <param name="Storage">Null until wizard step 2 is done.</param>
/// <param name="SyncedAt">Null until the first sync succeeded.</param>
public sealed record ConnectionCard(
    Guid Id,
    string SiteUrl,
    string WorkspaceId,
    string Email,
    DateTimeOffset TokenSetAt,
    StorageCard? Storage,
    DateTimeOffset? SyncedAt,
    LicenceState Licence,
    AttachmentsState Attachments
)
{
    internal static ConnectionCard Of(Connection connection, LicenceState licence) =>
        new(
            connection.Id,
            connection.SiteUrl,
            connection.WorkspaceId,
            connection.Email,
            connection.TokenSetAt,
            connection.Storage is { } kind
                ? new StorageCard(kind, connection.StorageRegion!)
                : null,
            connection.SyncedAt,
            licence,
            AttachmentsState.NotChecked
        );
}

public sealed record StorageCard(StorageKind Kind, string Region);

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
            caller.Licence
        );
}
