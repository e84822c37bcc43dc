using AssetsBackup.Features.Runs;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>Stores and deletes nothing for a process that has lost the site's lease.</summary>
internal sealed class FencedBlobStore(IBlobStore store, Lease lease) : IBlobStore
{
    public Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        lease.EnsureHeld();
        return store.PutAsync(name, content, cancellationToken);
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
