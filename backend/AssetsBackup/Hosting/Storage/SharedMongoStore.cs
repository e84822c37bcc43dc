using System.Runtime.CompilerServices;
using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Storage;

/// <summary>A tenant's blobs in a database whose client is shared: each call takes it and gives it back.</summary>
internal sealed class SharedMongoStore(
    SharedClients<MongoClientKey, MongoClientLease> clients,
    MongoClientKey key,
    Guid tenant,
    TimeProvider clock
) : IBlobStore
{
    private volatile Opened? opened;

    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        using var use = clients.Take(key);
        await StoreOf(use.Client).PutAsync(name, content, cancellationToken);
    }

    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        using var use = clients.Take(key);
        return await StoreOf(use.Client).GetAsync(name, cancellationToken);
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var use = clients.Take(key);
        await foreach (var blob in StoreOf(use.Client).ListAsync(prefix, cancellationToken))
            yield return blob;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using var use = clients.Take(key);
        await StoreOf(use.Client).DeleteAsync(name, cancellationToken);
    }

    // A client that was closed meanwhile has another in its place.
    private MongoBlobStore StoreOf(MongoClientLease client)
    {
        if (opened is { } last && last.Client == client)
            return last.Store;
        var store = new MongoBlobStore(client.Database, tenant, MongoPatience.Default, clock);
        opened = new Opened(client, store);
        return store;
    }

    private sealed record Opened(MongoClientLease Client, MongoBlobStore Store);
}
