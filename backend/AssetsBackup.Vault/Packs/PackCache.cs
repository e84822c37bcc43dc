namespace AssetsBackup.Vault;

/// <summary>The packs read last, decoded, so that records that lie together are read together.</summary>
internal sealed class PackCache(SealedBlobs blobs, VaultIndex index)
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
                if (node.Value.Id == pack.Id)
                {
                    recent.Remove(node);
                    recent.AddFirst(node);
                    return node.Value.Pack.WaitAsync(cancellationToken);
                }
            }
            // Others may wait for the same pack: it is read to its end even when this caller gives up.
            var read = ReadAsync(pack);
            if (!read.IsFaulted)
                recent.AddFirst((pack.Id, read));
            return read.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What is wrong with a pack makes it unsound for this vault instance.</summary>
    private async Task<Pack> ReadAsync(IndexedPack indexed)
    {
        Pack? pack = null;
        try
        {
            pack = await blobs.GetPackAsync(indexed.Name, CancellationToken.None);
            return pack;
        }
        catch (VaultDamagedException)
        {
            index.Lose(indexed);
            throw;
        }
        finally
        {
            Tidy(indexed.Id, keep: pack is not null);
        }
    }

    /// <summary>A pack that was not read takes no place, and no other's.</summary>
    private void Tidy(BlobId id, bool keep)
    {
        lock (gate)
        {
            if (!keep && recent.FirstOrDefault(node => node.Id == id) is { Pack: not null } failed)
                recent.Remove(failed);
            while (recent.Count > Capacity)
                recent.RemoveLast();
        }
    }
}
