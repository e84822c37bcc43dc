using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Storage;

public sealed record SaveStorage(string Region) : IRequest<ConnectionCard>;

internal sealed class SaveStorageValidator : AbstractValidator<SaveStorage>
{
    public SaveStorageValidator(IOptions<StorageRegions> regions) =>
        RuleFor(request => request.Region)
            .Must(regions.Value.Has)
            .WithMessage(
                $"Choose one of the regions that are offered: {string.Join(", ", regions.Value.Offered().Select(option => option.Region))}"
            );
}

internal sealed class SaveStorageHandler(
    AppDatabase database,
    Caller caller,
    NewStorage newStorage,
    StorageSwitch storageSwitch,
    IOptions<StorageRegions> regions
) : IRequestHandler<SaveStorage, ConnectionCard>
{
    public async ValueTask<ConnectionCard> Handle(
        SaveStorage request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        var current = await database.FindCurrentStorageAsync(caller.TenantId, cancellationToken);
        await EnsureOfferedAsync(request.Region, current, cancellationToken);
        var place = await newStorage.ManagedAsync(
            caller.TenantId,
            request.Region,
            cancellationToken
        );
        await storageSwitch.SwitchAsync(caller, connection, current, place, cancellationToken);
        return ConnectionCard.Of(connection, place, caller.Licence);
    }

    private async Task EnsureOfferedAsync(
        string region,
        StoragePlace? current,
        CancellationToken cancellationToken
    )
    {
        if (current is { Region: { } fixedRegion } && fixedRegion != region)
            throw StorageProblems.RegionFixed();
        var before = await database
            .StoragePlaces.Where(place => place.TenantId == caller.TenantId)
            .ToListAsync(cancellationToken);
        var offered = regions.Value.OfferedTo(current, before);
        if (!offered.Any(option => option.Region == region))
            throw StorageProblems.RegionNotOffered(offered);
    }
}
