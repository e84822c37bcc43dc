using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>A store that is stricter than real ones: each listing has an order of its own, and it hands out copies.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private int listings;

    internal ConcurrentDictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    public Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobName.Check(name);
        BlobName.CheckContent(content);
        return Blobs.TryAdd(name, content.ToArray())
            ? Task.CompletedTask
            : throw new BlobExistsException(name);
    }

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobName.Check(name);
        return Blobs.TryGetValue(name, out var content)
            ? Task.FromResult(content.ToArray())
            : throw new BlobNotFoundException(name);
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        BlobName.CheckPrefix(prefix);
        var names = Names(prefix);
        new Random(Interlocked.Increment(ref listings)).Shuffle(names);
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            if (Blobs.TryGetValue(name, out var content))
                yield return new BlobInfo(name, content.Length);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobName.Check(name);
        Blobs.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    internal string[] Names(string prefix) =>
        [
            .. Blobs
                .Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    internal MemoryBlobStore Copy()
    {
        var copy = new MemoryBlobStore();
        foreach (var (name, content) in Blobs)
            copy.Blobs[name] = content.ToArray();
        return copy;
    }
}
