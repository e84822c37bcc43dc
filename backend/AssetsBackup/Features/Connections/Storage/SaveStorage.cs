using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
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

internal sealed class SaveStorageHandler(AppDatabase database, Caller caller, NewStorage newStorage)
    : IRequestHandler<SaveStorage, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        SaveStorage request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        var current = await database.FindCurrentStorageAsync(caller.TenantId, cancellationToken);
        if (current is { Region: { } fixedRegion } && fixedRegion != request.Region)
            throw StorageProblems.RegionFixed();
        var place = await newStorage.ManagedAsync(
            caller.TenantId,
            request.Region,
            cancellationToken
        );
        connection.StoragePlaceId = place.Id;
        await database.SaveChangesAsync(cancellationToken);
        return ConnectionCard.Of(connection, place, caller.Licence);
    }
}
