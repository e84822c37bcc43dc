using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>Lists in an order of its own, as every store may.</summary>
internal sealed class OrderedBlobStore(IBlobStore inner, bool ascending) : IBlobStore
{
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var blobs = await inner.ListAsync(prefix, cancellationToken).ToListAsync(cancellationToken);
        blobs.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        if (!ascending)
            blobs.Reverse();
        foreach (var blob in blobs)
            yield return blob;
    }

    public Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => inner.PutAsync(name, content, cancellationToken);

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
        inner.GetAsync(name, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        inner.DeleteAsync(name, cancellationToken);
}
