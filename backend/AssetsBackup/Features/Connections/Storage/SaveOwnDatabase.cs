using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Connections.Storage;

/// <param name="ConnectionString">In the standard form, with user, password and database.</param>
/// <param name="AuthoritiesPem">Certificate authorities of the servers, as PEM; null for those that the machine trusts.</param>
public sealed record SaveOwnDatabase(string ConnectionString, string? AuthoritiesPem = null)
    : IRequest<ConnectionCard>;

internal sealed class SaveOwnDatabaseValidator : AbstractValidator<SaveOwnDatabase>
{
    public SaveOwnDatabaseValidator()
    {
        RuleFor(request => request.ConnectionString).ConnectionString();
        RuleFor(request => request.AuthoritiesPem).Authorities();
    }
}

/// <summary>Stores what was proved. What lies in another place stays listed with the storage it lies in.</summary>
internal sealed class SaveOwnDatabaseHandler(
    AppDatabase database,
    Caller caller,
    OwnDatabases databases,
    StorageSwitch storageSwitch
) : IRequestHandler<SaveOwnDatabase, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        SaveOwnDatabase request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        var current = await database.FindCurrentStorageAsync(caller.TenantId, cancellationToken);
        var place = await databases.ConnectAsync(
            caller.TenantId,
            new DatabaseAccess(request.ConnectionString, request.AuthoritiesPem),
            cancellationToken
        );
        await storageSwitch.SwitchAsync(caller, connection, current, place, cancellationToken);
        return ConnectionCard.Of(connection, place, caller.Licence);
    }
}
