using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>A new password, user or address of the same database; with nothing lost.</summary>
/// <param name="ConnectionString">In the standard form, with user, password and database.</param>
/// <param name="AuthoritiesPem">Certificate authorities of the servers, as PEM; null for those that the machine trusts.</param>
public sealed record ReplaceConnectionString(string ConnectionString, string? AuthoritiesPem = null)
    : IRequest<ConnectionCard>;

internal sealed class ReplaceConnectionStringValidator : AbstractValidator<ReplaceConnectionString>
{
    public ReplaceConnectionStringValidator()
    {
        RuleFor(request => request.ConnectionString).ConnectionString();
        RuleFor(request => request.AuthoritiesPem).Authorities();
    }
}

internal sealed class ReplaceConnectionStringHandler(
    AppDatabase database,
    Caller caller,
    OwnDatabases databases
) : IRequestHandler<ReplaceConnectionString, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        ReplaceConnectionString request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        var place = await database.CurrentStorageAsync(caller.TenantId, cancellationToken);
        if (place.Access is null)
            throw StorageProblems.NotOwnDatabase();
        var before = place.Name;
        await databases.ReplaceAsync(
            place,
            new DatabaseAccess(request.ConnectionString, request.AuthoritiesPem),
            cancellationToken
        );
        database.Audit(
            caller,
            AuditAction.StorageChanged,
            AuditSubject.Storage,
            new AuditValue("Storage", before, place.Name),
            AuditValue.Of("Connection string", "replaced")
        );
        await database.SaveChangesAsync(cancellationToken);
        return ConnectionCard.Of(connection, place, caller.Licence);
    }
}
