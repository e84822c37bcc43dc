using System.Diagnostics.CodeAnalysis;

namespace AssetsBackup.Vault;

/// <summary>A pack that the index knows.</summary>
internal sealed class IndexedPack(BlobId id, int storedLength)
{
    internal BlobId Id { get; } = id;

    internal string Name => BlobNames.Pack(Id);

    internal int StoredLength { get; } = storedLength;

    /// <summary>False once the pack was seen missing, of another length or damaged: its records are stored anew.</summary>
    internal bool IsSound { get; set; } = true;
}

/// <summary>Which records are in which packs, for the whole vault, in memory. Safe for several threads.</summary>
internal sealed class VaultIndex
{
    // The upper bit of a value marks a chunk list; the rest is the pack's position plus 1.
    private const uint ChunkListBit = 1u << 31;

    private readonly Lock gate = new();
    private readonly RecordIndex records = new();
    private readonly List<IndexedPack> packs = [];
    private readonly Dictionary<BlobId, int> positions = [];

    internal IReadOnlyList<IndexedPack> Packs
    {
        get
        {
            lock (gate)
            {
                return [.. packs];
            }
        }
    }

    /// <summary>Whether the vault has the record in a pack that is not known to be unsound.</summary>
    internal bool Contains(RecordId id) => TryFind(id, out var pack, out _) && pack.IsSound;

    internal bool TryFind(
        RecordId id,
        [NotNullWhen(true)] out IndexedPack? pack,
        out bool isChunkList
    )
    {
        lock (gate)
        {
            var value = records[id];
            pack = value == 0 ? null : packs[(int)(value & ~ChunkListBit) - 1];
            isChunkList = (value & ChunkListBit) != 0;
            return pack is not null;
        }
    }

    /// <param name="manifests">The packs to take up.</param>
    /// <param name="stored">
    /// The lengths of the packs in the store by name: those it does not have, or has with another length, are unsound.
    /// Null when the packs were just written and read back.
    /// </param>
    internal void Add(
        IReadOnlyList<PackManifest> manifests,
        IReadOnlyDictionary<string, long>? stored
    )
    {
        lock (gate)
        {
            records.EnsureCapacity(
                records.Count + manifests.Sum(manifest => manifest.Entries.Count)
            );
            foreach (var manifest in manifests)
            {
                Add(manifest, stored);
            }
        }
    }

    private void Add(PackManifest manifest, IReadOnlyDictionary<string, long>? stored)
    {
        if (!positions.TryGetValue(manifest.Id, out var position))
        {
            position = packs.Count;
            positions.Add(manifest.Id, position);
            var pack = new IndexedPack(manifest.Id, manifest.StoredLength);
            pack.IsSound =
                stored is null
                || (stored.TryGetValue(pack.Name, out var length) && length == pack.StoredLength);
            packs.Add(pack);
        }
        foreach (var entry in manifest.Entries)
        {
            var value =
                (uint)(position + 1) | (entry.Type == RecordType.ChunkList ? ChunkListBit : 0);
            var known = records[entry.Id];
            if (known == 0 || !packs[(int)(known & ~ChunkListBit) - 1].IsSound)
            {
                records[entry.Id] = value;
            }
        }
    }
}
