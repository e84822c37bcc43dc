using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Storage;

public sealed record ListStorageOptions : IRequest<StorageOptions>;

/// <param name="Items">The regions of managed storage that can be chosen now.</param>
/// <param name="OutgoingAddresses">Where our calls come from, for the firewall of an own database.</param>
public sealed record StorageOptions(
    IReadOnlyList<StorageOption> Items,
    IReadOnlyList<string> OutgoingAddresses
);

public sealed record StorageOption(string Region, string Name);

internal sealed class ListStorageOptionsHandler(
    AppDatabase database,
    Caller caller,
    IOptions<StorageRegions> regions,
    IOptions<OutgoingAddresses> outgoing
) : IRequestHandler<ListStorageOptions, StorageOptions>
{
    public async ValueTask<StorageOptions> Handle(
        ListStorageOptions request,
        CancellationToken cancellationToken
    )
    {
        var before = await database
            .StoragePlaces.AsNoTracking()
            .Where(place => place.TenantId == caller.TenantId)
            .ToListAsync(cancellationToken);
        var current = await database.FindCurrentStorageAsync(caller.TenantId, cancellationToken);
        return new StorageOptions(
            regions.Value.OfferedTo(current, before),
            [.. outgoing.Value.Addresses]
        );
    }
}
