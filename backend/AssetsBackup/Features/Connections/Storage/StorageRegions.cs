namespace AssetsBackup.Features.Connections.Storage;

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
