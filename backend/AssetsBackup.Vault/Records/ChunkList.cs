using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>The chunks of a long content and its length in bytes: the content of a chunk list record.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkList(long Length, IReadOnlyList<RecordId> Chunks)
{
    // A list is a record itself: 1 MiB of ids, and so content of at most 64 GiB.
    private const int MostChunks = (VaultLimits.Record - sizeof(ulong)) / RecordId.Size;

    internal static byte[] Encode(long length, IReadOnlyList<RecordId> chunks)
    {
        if (chunks.Count > MostChunks)
        {
            throw new ArgumentException("A record has at most 64 GiB", nameof(length));
        }
        var list = new byte[sizeof(ulong) + (chunks.Count * RecordId.Size)];
        BinaryPrimitives.WriteUInt64LittleEndian(list, (ulong)length);
        for (var i = 0; i < chunks.Count; i++)
        {
            chunks[i].Write(list.AsSpan(sizeof(ulong) + (i * RecordId.Size)));
        }
        return list;
    }

    /// <exception cref="MalformedException">The bytes are not a chunk list.</exception>
    internal static ChunkList Decode(ReadOnlySpan<byte> list)
    {
        var reader = new ByteReader(list);
        var length = reader.UInt64();
        var count =
            length <= (ulong)MostChunks * VaultLimits.Record
                ? (length + VaultLimits.Record - 1) / VaultLimits.Record
                : throw new MalformedException("a chunk list is too long");
        var chunks = new RecordId[reader.Count(count, RecordId.Size)];
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = reader.RecordId();
        }
        reader.End();
        return new ChunkList((long)length, chunks);
    }

    internal int LengthOf(int chunk) =>
        (int)Math.Min(VaultLimits.Record, Length - ((long)chunk * VaultLimits.Record));
}
