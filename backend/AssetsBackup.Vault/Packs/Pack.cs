namespace AssetsBackup.Vault;

/// <summary>
/// The decoded payload of a pack. Its records stand under the ids that their bytes have: what is found by its id is right.
/// Only a chunk list names its own id, that of the content that its chunks make up.
/// </summary>
internal sealed class Pack
{
    private const int DirectoryEntry = sizeof(uint);

    private readonly byte[] content;
    private readonly Dictionary<RecordId, int> positions;
    private readonly int[] offsets;

    private Pack(byte[] content, PackEntry[] entries, int[] offsets)
    {
        this.content = content;
        this.offsets = offsets;
        Entries = entries;
        positions = new Dictionary<RecordId, int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
            positions.TryAdd(entries[i].Id, i);
    }

    internal PackEntry[] Entries { get; }

    /// <exception cref="MalformedException">The bytes are not a pack.</exception>
    internal static Pack Decode(TenantKeys keys, byte[] content)
    {
        var reader = new ByteReader(content);
        reader.Bytes(Math.Max(content.Length - sizeof(uint), 0));
        var count = reader.UInt32();
        var directory = ((long)count * DirectoryEntry) + sizeof(uint);
        if (directory > content.Length)
            throw new MalformedException("its directory is longer than the pack");
        reader = new ByteReader(content.AsSpan(content.Length - (int)directory));
        var records = new ByteReader(content.AsSpan(0, content.Length - (int)directory));
        var entries = new PackEntry[count];
        var starts = new int[count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (type, length) = PackEntry.ReadShape(ref reader);
            starts[i] = content.Length - (int)directory - records.Remaining;
            entries[i] = new PackEntry(IdOf(keys, type, records.Bytes(length)), type, length);
        }
        records.End();
        return new Pack(content, entries, starts);
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

    private static RecordId IdOf(TenantKeys keys, RecordType type, ReadOnlySpan<byte> record) =>
        type == RecordType.ChunkList ? ChunkList.Decode(record).Whole : keys.IdOf(type, record);
}
