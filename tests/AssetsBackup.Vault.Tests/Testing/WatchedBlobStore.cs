using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

internal enum StoreCall
{
    Put,
    Get,
    List,
    Delete,
}

/// <summary>Tells what is asked of a store, and lets a test act just before or after a call: races without waiting.</summary>
internal sealed class WatchedBlobStore(IBlobStore inner) : IBlobStore
{
    internal ConcurrentQueue<(StoreCall Call, string Name)> Calls { get; } = [];

    internal Func<StoreCall, string, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    internal Func<StoreCall, string, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    internal IEnumerable<string> Names(StoreCall call) =>
        Calls.Where(made => made.Call == call).Select(made => made.Name);

    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        await EnterAsync(StoreCall.Put, name);
        await inner.PutAsync(name, content, cancellationToken);
        await After(StoreCall.Put, name);
    }

    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        await EnterAsync(StoreCall.Get, name);
        var content = await inner.GetAsync(name, cancellationToken);
        await After(StoreCall.Get, name);
        return content;
    }

    /// <summary>Lists what was there when it was asked, whatever happens afterwards.</summary>
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await EnterAsync(StoreCall.List, prefix);
        var blobs = await inner.ListAsync(prefix, cancellationToken).ToListAsync(cancellationToken);
        await After(StoreCall.List, prefix);
        foreach (var blob in blobs)
            yield return blob;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await EnterAsync(StoreCall.Delete, name);
        await inner.DeleteAsync(name, cancellationToken);
        await After(StoreCall.Delete, name);
    }

    private Task EnterAsync(StoreCall call, string name)
    {
        Calls.Enqueue((call, name));
        return Before(call, name);
    }
}
