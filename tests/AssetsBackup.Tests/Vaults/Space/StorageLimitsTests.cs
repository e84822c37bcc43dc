using AssetsBackup.Features.Vaults.Space;

namespace AssetsBackup.Tests.Vaults.Space;

public sealed class StorageLimitsTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("1500", 1500L)]
    [InlineData("500 MB", 500_000_000L)]
    [InlineData(" 1.5gb ", 1_500_000_000L)]
    [InlineData("2 TB", 2_000_000_000_000L)]
    [InlineData("20 kB", 20_000L)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("5 GiB", null)]
    [InlineData("1,5 GB", null)]
    [InlineData("much", null)]
    [InlineData("999999999999999 TB", null)]
    public void A_size_is_a_number_with_a_unit_of_a_thousand(string text, long? bytes) =>
        StorageLimits.BytesOf(text).ShouldBe(bytes);

    [Theory]
    [InlineData("much", null, "Storage:QuotaPerTenant is much")]
    [InlineData("0", null, "Storage:QuotaPerTenant is 0")]
    [InlineData(null, "some", "Storage:FreeSpaceFloor is some")]
    public void What_is_no_size_is_named_with_its_key(string? quota, string? floor, string told)
    {
        var limits = floor is null
            ? new StorageLimits { QuotaPerTenant = quota }
            : new StorageLimits { QuotaPerTenant = quota, FreeSpaceFloor = floor };

        var result = new StorageLimitsValidation().Validate(null, limits);

        result.FailureMessage.ShouldNotBeNull().ShouldStartWith(told);
    }

    [Fact]
    public void Nothing_limits_a_customer_unless_the_operator_says_so_and_a_little_stays_free()
    {
        var limits = new StorageLimits();

        new StorageLimitsValidation().Validate(null, limits).Succeeded.ShouldBeTrue();
        (limits.Quota, limits.Floor).ShouldBe((null, 500_000_000));
    }
}
