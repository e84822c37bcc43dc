using Mediator;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections;

public sealed record ListStorageOptions : IRequest<StorageOptions>;

public sealed record StorageOptions(IReadOnlyList<StorageOption> Items);

public sealed record StorageOption(string Region, string Name);

/// <summary>Configuration <c>Storage:Regions</c>: what the operator offers as managed storage, code and name.</summary>
internal sealed class StorageRegions
{
    public Dictionary<string, string> Regions { get; init; } = [];

    public bool Has(string region) => Offered().Any(option => option.Region == region);

    public IReadOnlyList<StorageOption> Offered() =>
        Regions.Count == 0
            ? [new StorageOption("local", "This server")]
            :
            [
                .. Regions
                    .OrderBy(region => region.Key)
                    .Select(region => new StorageOption(region.Key, region.Value)),
            ];
}

internal sealed class ListStorageOptionsHandler(IOptions<StorageRegions> regions)
    : IRequestHandler<ListStorageOptions, StorageOptions>
{
    public ValueTask<StorageOptions> Handle(
        ListStorageOptions request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(new StorageOptions(regions.Value.Offered()));
}
