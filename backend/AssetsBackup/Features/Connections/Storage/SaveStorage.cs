using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using FluentValidation;
using Mediator;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Storage;

public sealed record SaveStorage(string Region) : IRequest<ConnectionCard>;

internal sealed class SaveStorageValidator : AbstractValidator<SaveStorage>
{
    public SaveStorageValidator(IOptions<StorageRegions> regions) =>
        RuleFor(request => request.Region)
            .Must(regions.Value.Has)
            .WithMessage("Choose one of the regions that are offered");
}

internal sealed class SaveStorageHandler(AppDatabase database, Caller caller)
    : IRequestHandler<SaveStorage, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        SaveStorage request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        if (connection.StorageRegion is { } fixedRegion && fixedRegion != request.Region)
            throw new ProblemException(
                new Problem(
                    "region-fixed",
                    StatusCodes.Status409Conflict,
                    "The region of managed storage cannot be changed",
                    "The operator of the server moves all backups to another region with: assets-backup vault move"
                )
            );
        (connection.Storage, connection.StorageRegion) = (StorageKind.Managed, request.Region);
        await database.SaveChangesAsync(cancellationToken);
        return ConnectionCard.Of(connection, caller.Licence);
    }
}
