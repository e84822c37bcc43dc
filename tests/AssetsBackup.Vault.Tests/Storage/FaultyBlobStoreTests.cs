using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Before its fault comes, the test's own decorator is a store like every other.</summary>
public sealed class FaultyBlobStoreTests : BlobStoreContract
{
    private readonly FaultyBlobStore store = new(
        new MemoryBlobStore(),
        new Fault(int.MaxValue, Afterwards: false, IsKill: false)
    );

    protected override IBlobStore Open() => store;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_listing_fails_also_for_who_stops_at_its_first_blob(bool afterwards)
    {
        var inner = new MemoryBlobStore();
        inner.Blobs["packs/ab/1"] = inner.Blobs["packs/ab/2"] = [1];
        var faulty = new FaultyBlobStore(inner, new Fault(1, afterwards, IsKill: false));

        await Should.ThrowAsync<IOException>(async () =>
            await faulty.ListAsync("", Never).AnyAsync()
        );

        faulty.HasFired.ShouldBeTrue();
        (await faulty.ListAsync("", Never).AnyAsync()).ShouldBeTrue();
    }
}
