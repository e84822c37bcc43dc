namespace AssetsBackup.Vault;

/// <summary>The packs read last, decoded, so that records that lie together are read together.</summary>
internal sealed class PackCache(SealedBlobs blobs)
{
    // About 20 MB: enough for a tree's pages and the packs that a type's objects are spread over.
    private const int Capacity = 16;

    private readonly Lock gate = new();
    private readonly LinkedList<(BlobId Id, Task<Pack> Pack)> recent = [];

    /// <exception cref="VaultDamagedException">The pack is missing or damaged.</exception>
    internal Task<Pack> GetAsync(IndexedPack pack, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            for (var node = recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Id == pack.Id && !node.Value.Pack.IsFaulted)
                {
                    recent.Remove(node);
                    recent.AddFirst(node);
                    return node.Value.Pack.WaitAsync(cancellationToken);
                }
            }
            // Others may wait for the same pack: it is read to its end even when this caller gives up.
            var read = ReadAsync(pack, CancellationToken.None);
            recent.AddFirst((pack.Id, read));
            if (recent.Count > Capacity)
                recent.RemoveLast();
            return read.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads a pack past the cache; what is wrong with it makes it unsound for this vault instance.</summary>
    internal async Task<Pack> ReadAsync(IndexedPack pack, CancellationToken cancellationToken)
    {
        try
        {
            return await blobs.GetPackAsync(pack.Name, cancellationToken);
        }
        catch (VaultDamagedException)
        {
            pack.IsSound = false;
            throw;
        }
    }
}
