namespace AssetsBackup.Vault;

/// <summary>The decoded payload of a pack.</summary>
internal sealed class Pack
{
    private readonly byte[] content;
    private readonly Dictionary<RecordId, int> positions;
    private readonly int[] offsets;

    private Pack(byte[] content, PackEntry[] entries)
    {
        this.content = content;
        Entries = entries;
        offsets = new int[entries.Length];
        positions = new Dictionary<RecordId, int>(entries.Length);
        var offset = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            offsets[i] = offset;
            positions.TryAdd(entries[i].Id, i);
            offset += entries[i].Length;
        }
    }

    internal IReadOnlyList<PackEntry> Entries { get; }

    /// <exception cref="MalformedException">The bytes are not a pack.</exception>
    internal static Pack Decode(byte[] content)
    {
        var reader = new ByteReader(content);
        reader.Bytes(Math.Max(content.Length - sizeof(uint), 0));
        var count = reader.UInt32();
        var directory = ((long)count * PackEntry.Size) + sizeof(uint);
        if (directory > content.Length)
        {
            throw new MalformedException("its directory is longer than the pack");
        }
        reader = new ByteReader(content.AsSpan(content.Length - (int)directory));
        var entries = new PackEntry[count];
        var length = directory;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = PackEntry.Read(ref reader);
            length += entries[i].Length;
        }
        return length == content.Length
            ? new Pack(content, entries)
            : throw new MalformedException("its records are not as long as its directory says");
    }

    internal bool TryGet(RecordId id, out RecordType type, out ReadOnlyMemory<byte> record)
    {
        var found = positions.TryGetValue(id, out var position);
        type = found ? Entries[position].Type : default;
        record = found ? At(position) : default;
        return found;
    }

    internal ReadOnlyMemory<byte> At(int position) =>
        content.AsMemory(offsets[position], Entries[position].Length);

    /// <summary>The position of the first record whose bytes do not have its id; null when all do.</summary>
    internal int? FirstForeign(TenantKeys keys)
    {
        for (var i = 0; i < Entries.Count; i++)
        {
            var (id, type, _) = Entries[i];
            // A chunk list stands under the id of the content that its chunks make up.
            if (type != RecordType.ChunkList && keys.IdOf(type, At(i).Span) != id)
            {
                return i;
            }
        }
        return null;
    }
}
