using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>Configuration <c>Storage:Regions</c>: what the operator offers as managed storage, code and name.</summary>
internal sealed class StorageRegions
{
    private const string DefaultMark = "eu";

    public Dictionary<string, string> Regions { get; init; } = [];

    /// <summary>
    /// The one region that backups in an own database can be switched to; where it is not set, <c>eu</c> if that is
    /// offered, else the first.
    /// </summary>
    public string? RegionFromOwnDatabase { get; init; }

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

    /// <summary>
    /// What a tenant can choose now. A region of managed storage is fixed; out of an own database lead the marked one, and
    /// the one where backups of the tenant lie already.
    /// </summary>
    /// <param name="current">Its storage; null before the first choice.</param>
    /// <param name="before">Its places, earlier ones included.</param>
    public IReadOnlyList<StorageOption> OfferedTo(
        StoragePlace? current,
        IEnumerable<StoragePlace> before
    ) =>
        current switch
        {
            null => Offered(),
            { Region: { } region } => Only([region]),
            _ => Only([Marked(), .. before.Select(place => place.Region)]),
        };

    private IReadOnlyList<StorageOption> Only(IReadOnlyList<string?> regions) =>
        [.. Offered().Where(option => regions.Contains(option.Region))];

    private string Marked() =>
        RegionFromOwnDatabase
        ?? (
            Offered().FirstOrDefault(option => option.Region == DefaultMark) ?? Offered()[0]
        ).Region;
}

/// <summary>A mark on a region that is not offered would lead nowhere.</summary>
internal sealed class StorageRegionsValidation : IValidateOptions<StorageRegions>
{
    public ValidateOptionsResult Validate(string? name, StorageRegions options) =>
        options.RegionFromOwnDatabase is { } marked && !options.Has(marked)
            ? ValidateOptionsResult.Fail(
                $"Storage:RegionFromOwnDatabase is {marked}; it has to be a region of Storage:Regions."
            )
            : ValidateOptionsResult.Success;
}
