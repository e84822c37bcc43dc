using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>A folder whose mount fails for a moment: for so many calls there is nothing in it, and nothing is put or deleted.</summary>
/// <param name="inner">What is there otherwise.</param>
/// <param name="first">The first call for which it is away, from 1, whatever it does.</param>
/// <param name="calls">For how many calls it is.</param>
internal sealed class AwayBlobStore(IBlobStore inner, int first, int calls) : IBlobStore
{
    private int made;

    /// <summary>Whether it went away at all.</summary>
    internal bool WasAway => made >= first;

    public Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) =>
        IsAway()
            ? Task.FromException(new IOException("The disk is not there"))
            : inner.PutAsync(name, content, cancellationToken);

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
        IsAway()
            ? Task.FromException<byte[]>(new BlobNotFoundException(name))
            : inner.GetAsync(name, cancellationToken);

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (IsAway())
            yield break;
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken))
            yield return blob;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        IsAway() ? Task.CompletedTask : inner.DeleteAsync(name, cancellationToken);

    private bool IsAway()
    {
        var call = Interlocked.Increment(ref made);
        return call >= first && call < first + calls;
    }
}
