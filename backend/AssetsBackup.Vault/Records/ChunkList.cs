using System.Buffers.Binary;

namespace AssetsBackup.Vault;

/// <summary>The content of a chunk list record.</summary>
/// <param name="Whole">The id of the whole content, under which the list stands.</param>
/// <param name="Length">The length of the whole content in bytes.</param>
/// <param name="Chunks">Its chunks, in order.</param>
internal sealed record ChunkList(RecordId Whole, long Length, IReadOnlyList<RecordId> Chunks)
{
    private const int Header = RecordId.Size + sizeof(ulong);

    // A list is a record itself: 1 MiB of ids, and so content of just under 64 GiB.
    private const int MostChunks = (VaultLimits.Record - Header) / RecordId.Size;

    internal byte[] Encode()
    {
        if (Chunks.Count > MostChunks)
            throw new InvalidOperationException($"A record has at most {MostChunks} MiB");
        var list = new byte[Header + (Chunks.Count * RecordId.Size)];
        Whole.Write(list);
        BinaryPrimitives.WriteUInt64LittleEndian(list.AsSpan(RecordId.Size), (ulong)Length);
        for (var i = 0; i < Chunks.Count; i++)
            Chunks[i].Write(list.AsSpan(Header + (i * RecordId.Size)));
        return list;
    }

    /// <exception cref="MalformedException">The bytes are not a chunk list.</exception>
    internal static ChunkList Decode(ReadOnlySpan<byte> list)
    {
        var reader = new ByteReader(list);
        var whole = reader.RecordId();
        var length = reader.UInt64();
        var count =
            length <= (ulong)MostChunks * VaultLimits.Record
                ? (length + VaultLimits.Record - 1) / VaultLimits.Record
                : throw new MalformedException("a chunk list is too long");
        var chunks = new RecordId[reader.Count(count, RecordId.Size)];
        for (var i = 0; i < chunks.Length; i++)
            chunks[i] = reader.RecordId();
        reader.End();
        return new ChunkList(whole, (long)length, chunks);
    }

    internal int LengthOf(int chunk) =>
        (int)Math.Min(VaultLimits.Record, Length - ((long)chunk * VaultLimits.Record));
}
