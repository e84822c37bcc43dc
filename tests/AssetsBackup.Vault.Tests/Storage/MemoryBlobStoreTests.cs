namespace AssetsBackup.Vault.Tests;

public sealed class MemoryBlobStoreTests : BlobStoreContract
{
    private readonly MemoryBlobStore store = new();

    protected override IBlobStore Open() => store;
}
