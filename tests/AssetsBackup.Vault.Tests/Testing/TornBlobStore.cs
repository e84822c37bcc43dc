using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// One listing below a prefix, while blobs come and older ones go: it shows neither. The contract of stores allows that.
/// </summary>
internal sealed class TornBlobStore(MemoryBlobStore inner, string torn, Func<Task> meanwhile)
    : IBlobStore
{
    internal bool HasTorn { get; private set; }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var tears = !HasTorn && prefix.StartsWith(torn, StringComparison.Ordinal);
        HasTorn |= tears;
        var before = inner.Names(prefix).ToHashSet(StringComparer.Ordinal);
        if (tears)
            await meanwhile();
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken))
        {
            if (!tears || before.Contains(blob.Name))
                yield return blob;
        }
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
