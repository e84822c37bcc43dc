namespace AssetsBackup.Vault;

/// <summary>A pack that is being filled. Not safe for several threads.</summary>
internal sealed class PackBuilder
{
    private readonly byte[] buffer = new byte[VaultLimits.PackContent];
    private readonly List<PackEntry> entries = [];
    private int length;

    internal BlobId Id { get; private set; } = BlobId.Create();

    internal bool IsEmpty => entries.Count == 0;

    internal PackEntry[] Entries => [.. entries];

    internal bool Fits(int recordLength) =>
        entries.Count < VaultLimits.PackRecords
        && length + recordLength + ((entries.Count + 2) * sizeof(uint)) <= VaultLimits.PackContent;

    internal void Add(RecordId id, RecordType type, ReadOnlySpan<byte> record)
    {
        record.CopyTo(buffer.AsSpan(length));
        length += record.Length;
        entries.Add(new PackEntry(id, type, record.Length));
    }

    /// <summary>Puts the directory behind the records and returns the whole payload.</summary>
    internal ReadOnlyMemory<byte> Seal()
    {
        var directory = new ByteWriter();
        foreach (var entry in entries)
            entry.WriteShape(directory);
        directory.UInt32((uint)entries.Count);
        directory.Written.Span.CopyTo(buffer.AsSpan(length));
        return buffer.AsMemory(0, length + directory.Length);
    }

    /// <summary>Makes the buffer ready for another pack, with a new id.</summary>
    internal void Reset()
    {
        Id = BlobId.Create();
        entries.Clear();
        length = 0;
    }
}
