using System.Diagnostics.CodeAnalysis;

namespace AssetsBackup.Vault;

/// <summary>Which records are in which packs, for the whole vault, in memory. Safe for several threads.</summary>
internal sealed class VaultIndex
{
    // The upper bits of a value: a chunk list, a marked record. The rest is the pack's position plus 1.
    private const uint ChunkListBit = 1u << 31;
    private const uint MarkBit = 1u << 30;
    private const uint PositionBits = MarkBit - 1;

    // 335 MB: whoever can write to the store must not make its readers take more than that for nothing.
    private const int MostReserved = 8_000_000;

    // As many as a processor asks memory for at once, about.
    private const int FetchedTogether = 16;

    private readonly Lock gate = new();
    private readonly RecordIndex records = new();
    private readonly List<IndexedPack> packs = [];
    private readonly Dictionary<BlobId, int> positions = [];
    private readonly HashSet<BlobId> condemned = [];

    /// <summary>How many packs it knows; later ones come behind.</summary>
    internal int PackCount
    {
        get
        {
            lock (gate)
            {
                return packs.Count;
            }
        }
    }

    /// <summary>How many packs were found lost: whoever relied on them looks again.</summary>
    internal int Losses { get; private set; }

    /// <summary>Whether any pack was seen condemned.</summary>
    internal bool HasCondemned
    {
        get
        {
            lock (gate)
            {
                return condemned.Count > 0;
            }
        }
    }

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

    /// <summary>Whether the vault has the record where a new root may rely on it.</summary>
    internal bool Contains(RecordId id) => TryFind(id, out var pack, out _) && pack.IsReliable;

    internal bool TryFind(
        RecordId id,
        [NotNullWhen(true)] out IndexedPack? pack,
        out bool isChunkList
    )
    {
        lock (gate)
        {
            var value = records[id];
            pack = value == 0 ? null : PackAt(value);
            isChunkList = (value & ChunkListBit) != 0;
            return pack is not null;
        }
    }

    /// <summary>Marks a record.</summary>
    /// <returns>False when it was marked already.</returns>
    /// <exception cref="RecordNotFoundException">No index knows the record.</exception>
    internal bool Mark(RecordId id)
    {
        lock (gate)
        {
            var value = records[id];
            if (value == 0)
                throw new RecordNotFoundException(id);
            records[id] = value | MarkBit;
            return (value & MarkBit) == 0;
        }
    }

    /// <summary>Whether the record is marked, and this pack is where it is read from.</summary>
    internal bool IsMarkedIn(RecordId id, BlobId pack) => MarkedIn(id)?.Id == pack;

    /// <summary>The pack where a marked record is read from; null for one that is not marked.</summary>
    internal IndexedPack? MarkedIn(RecordId id)
    {
        lock (gate)
        {
            var value = records[id];
            return (value & MarkBit) != 0 ? PackAt(value) : null;
        }
    }

    /// <exception cref="VaultDamagedException">The pack does not hold the records that the index says it has.</exception>
    internal void RequireSame(BlobId id, Pack pack)
    {
        lock (gate)
        {
            packs[positions[id]].RequireSame(pack);
        }
    }

    /// <summary>Packs that nothing new may rely on, known already or not.</summary>
    internal void Condemn(IReadOnlyCollection<BlobId> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                condemned.Add(id);
                if (positions.TryGetValue(id, out var position))
                    packs[position].IsCondemned = true;
            }
        }
    }

    /// <summary>Takes a pack for lost: it was found missing or damaged.</summary>
    internal void Lose(IndexedPack pack)
    {
        lock (gate)
        {
            LoseLocked(pack);
        }
    }

    /// <summary>Holds packs against the store: those that it does not have, or has with another length, are unsound.</summary>
    /// <param name="stored">The lengths of the packs in the store, in bytes, by name.</param>
    /// <param name="count">
    /// <see cref="PackCount"/> before the store was listed: packs that came later need not be in the listing.
    /// </param>
    /// <returns>Whether one was lost that was not known to be.</returns>
    internal bool Compare(IReadOnlyDictionary<string, long> stored, int count)
    {
        lock (gate)
        {
            var before = Losses;
            foreach (var pack in packs.Take(count))
            {
                if (!IsStored(pack, stored))
                    LoseLocked(pack);
            }
            return Losses > before;
        }
    }

    /// <returns>The packs among these that it does not know and that are not condemned.</returns>
    internal IReadOnlySet<string> Unknown(IEnumerable<string> stored)
    {
        lock (gate)
        {
            return stored
                .Where(name =>
                    BlobNames.TryParsePack(name, out var id)
                    && !positions.ContainsKey(id)
                    && !condemned.Contains(id)
                )
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// Makes room for so many records in all, so that the table is not moved again and again while they come. There may be
    /// fewer in the end.
    /// </summary>
    internal void Reserve(long records)
    {
        lock (gate)
        {
            this.records.EnsureCapacity((int)Math.Clamp(records, 0, MostReserved));
        }
    }

    /// <param name="manifests">The packs to take up.</param>
    /// <param name="stored">As for <see cref="Compare"/>; null when the packs need not be compared.</param>
    internal void Add(
        IReadOnlyList<PackManifest> manifests,
        IReadOnlyDictionary<string, long>? stored
    )
    {
        lock (gate)
        {
            foreach (var manifest in manifests)
                Add(manifest, stored);
        }
    }

    private void Add(PackManifest manifest, IReadOnlyDictionary<string, long>? stored)
    {
        if (!positions.TryGetValue(manifest.Id, out var position))
        {
            position = packs.Count;
            positions.Add(manifest.Id, position);
            var pack = new IndexedPack(manifest) { IsCondemned = condemned.Contains(manifest.Id) };
            if (stored is not null && !IsStored(pack, stored))
                LoseLocked(pack);
            packs.Add(pack);
        }
        var entries = manifest.Entries.AsSpan();
        while (!entries.IsEmpty)
        {
            var together = entries[..Math.Min(FetchedTogether, entries.Length)];
            entries = entries[together.Length..];
            records.Fetch(together);
            foreach (ref readonly var entry in together)
                Add(entry, position);
        }
    }

    private void Add(in PackEntry entry, int position)
    {
        var value = (uint)(position + 1) | (entry.Type == RecordType.ChunkList ? ChunkListBit : 0);
        ref var known = ref records.GetOrAdd(entry.Id);
        if (known == 0 || packs[position].IsBetterThan(PackAt(known)))
            known = value | (known & MarkBit);
    }

    private void LoseLocked(IndexedPack pack)
    {
        if (pack.Lose())
            Losses++;
    }

    private IndexedPack PackAt(uint value) => packs[(int)(value & PositionBits) - 1];

    private static bool IsStored(IndexedPack pack, IReadOnlyDictionary<string, long> stored) =>
        stored.TryGetValue(pack.Name, out var length) && length == pack.StoredLength;
}
