using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Telemetry;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>Stores and deletes nothing for a process that has lost the site's lease, and measures what it stores.</summary>
internal sealed class FencedBlobStore(IBlobStore store, Lease lease) : IBlobStore
{
    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        lease.EnsureHeld();
        await store.PutAsync(name, content, cancellationToken);
        Measured.VaultWritten.Add(content.Length);
    }

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
        store.GetAsync(name, cancellationToken);

    public IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        CancellationToken cancellationToken
    ) => store.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lease.EnsureHeld();
        return store.DeleteAsync(name, cancellationToken);
    }
}
