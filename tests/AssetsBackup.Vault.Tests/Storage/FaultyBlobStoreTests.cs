namespace AssetsBackup.Vault.Tests;

/// <summary>Before its fault comes, the test's own decorator is a store like every other.</summary>
public sealed class FaultyBlobStoreTests : BlobStoreContract
{
    private readonly FaultyBlobStore store = new(
        new MemoryBlobStore(),
        new Fault(int.MaxValue, Afterwards: false, IsKill: false)
    );

    protected override IBlobStore Open() => store;
}
