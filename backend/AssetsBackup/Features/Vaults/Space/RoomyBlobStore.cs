using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults.Space;

/// <summary>Stores only what there is room for.</summary>
internal sealed class RoomyBlobStore(IBlobStore store, StoragePlace place, Room room) : IBlobStore
{
    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        await room.EnsureAsync(place, () => store, content.Length, cancellationToken);
        await store.PutAsync(name, content, cancellationToken);
        room.Added(place, content.Length);
    }

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
        store.GetAsync(name, cancellationToken);

    public IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        CancellationToken cancellationToken
    ) => store.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        store.DeleteAsync(name, cancellationToken);
}
