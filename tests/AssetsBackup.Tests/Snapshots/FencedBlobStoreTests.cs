using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;
using AssetsBackup.Vault.Tests;

namespace AssetsBackup.Tests.Snapshots;

public sealed class FencedBlobStoreTests : BlobStoreContract
{
    private readonly MemoryBlobStore store = new();
    private readonly Lease lease = new(Guid.Empty, epoch: 1, TimeProvider.System);

    protected override IBlobStore Open() => new FencedBlobStore(store, lease);

    [Fact]
    public async Task Without_the_lease_nothing_is_stored_or_deleted_and_all_is_read()
    {
        await Open().PutAsync("a", new byte[3], CancellationToken.None);
        lease.Lost();

        await Should.ThrowAsync<LeaseLostException>(() =>
            Open().PutAsync("b", new byte[3], CancellationToken.None)
        );
        await Should.ThrowAsync<LeaseLostException>(() =>
            Open().DeleteAsync("a", CancellationToken.None)
        );

        (await Open().GetAsync("a", CancellationToken.None)).Length.ShouldBe(3);
        (await ListAsync(Open(), "")).ShouldBe([new BlobInfo("a", 3)]);
    }
}
