using AssetsBackup.Features.Connections.Storage;

namespace AssetsBackup.Tests.Connections;

public sealed class StorageRegionsTests
{
    private static readonly StoragePlace Database = Place(StorageKind.OwnDatabase, region: null);

    [Theory]
    [InlineData(null, "ap", "eu", "us", "eu")]
    [InlineData(null, "ap", "ca", "us", "ap")]
    [InlineData("us", "ap", "eu", "us", "us")]
    public void The_marked_region_is_eu_or_the_first_where_none_is_named(
        string? named,
        string first,
        string second,
        string third,
        string marked
    )
    {
        var regions = Regions(named, first, second, third);

        regions.OfferedTo(Database, [Database]).Select(option => option.Region).ShouldBe([marked]);
    }

    [Fact]
    public void A_region_with_backups_can_be_returned_to() =>
        Regions(null, "ap", "eu", "us")
            .OfferedTo(Database, [Database, Place(StorageKind.Managed, "us")])
            .Select(option => option.Region)
            .ShouldBe(["eu", "us"]);

    [Fact]
    public void A_managed_region_is_fixed()
    {
        var managed = Place(StorageKind.Managed, "us");

        Regions(null, "ap", "eu", "us")
            .OfferedTo(managed, [managed, Database])
            .Select(option => option.Region)
            .ShouldBe(["us"]);
    }

    [Fact]
    public void A_mark_that_is_no_region_is_named()
    {
        var result = new StorageRegionsValidation().Validate(null, Regions("mars", "eu"));

        result
            .FailureMessage.ShouldNotBeNull()
            .ShouldContain("Storage:RegionFromOwnDatabase is mars");
        new StorageRegionsValidation().Validate(null, Regions("eu", "eu")).Succeeded.ShouldBeTrue();
    }

    private static StorageRegions Regions(string? marked, params string[] regions) =>
        new()
        {
            RegionFromOwnDatabase = marked,
            Regions = regions.ToDictionary(region => region, region => region.ToUpperInvariant()),
        };

    private static StoragePlace Place(StorageKind kind, string? region) =>
        new()
        {
            Id = Guid.Empty,
            TenantId = Guid.Empty,
            Kind = kind,
            Region = region,
            CreatedAt = default,
        };
}
