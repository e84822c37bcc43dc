using Mediator;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Storage;

public sealed record ListStorageOptions : IRequest<StorageOptions>;

public sealed record StorageOptions(IReadOnlyList<StorageOption> Items);

public sealed record StorageOption(string Region, string Name);

internal sealed class ListStorageOptionsHandler(IOptions<StorageRegions> regions)
    : IRequestHandler<ListStorageOptions, StorageOptions>
{
    public ValueTask<StorageOptions> Handle(
        ListStorageOptions request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(new StorageOptions(regions.Value.Offered()));
}
