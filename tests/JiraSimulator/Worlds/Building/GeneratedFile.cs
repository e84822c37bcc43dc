using System.Buffers.Binary;

namespace JiraSimulator.Worlds;

/// <summary>Files whose bytes follow from their id, so that they take no memory however many and large they are.</summary>
internal static class GeneratedFile
{
    private const int BlockLength = 64 * 1024;

    public static MediaFile Make(ulong seed, int length)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, seed);
        BinaryPrimitives.WriteInt32BigEndian(id[8..], length);
        BinaryPrimitives.WriteUInt32BigEndian(id[12..], Check(seed, length));
        return new MediaFile(
            new Guid(id, bigEndian: true).ToString(),
            length,
            Blocks(seed, length)
        );
    }

    /// <summary>Null for an id that <see cref="Make"/> did not give.</summary>
    public static MediaFile? Find(string fileId)
    {
        if (!Guid.TryParse(fileId, out var parsed))
            return null;
        Span<byte> id = stackalloc byte[16];
        parsed.TryWriteBytes(id, bigEndian: true, out _);
        var seed = BinaryPrimitives.ReadUInt64BigEndian(id);
        var length = BinaryPrimitives.ReadInt32BigEndian(id[8..]);
        return length >= 0 && BinaryPrimitives.ReadUInt32BigEndian(id[12..]) == Check(seed, length)
            ? Make(seed, length)
            : null;
    }

    private static uint Check(ulong seed, int length) => (uint)Dice.Mix(seed + (ulong)length);

    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(ulong seed, int length)
    {
        var block = new byte[BlockLength];
        for (var at = 0; at < length; at += BlockLength)
        {
            for (var word = 0; word < BlockLength; word += sizeof(ulong))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(
                    block.AsSpan(word),
                    Dice.Mix(seed ^ (ulong)(at + word))
                );
            }
            yield return block.AsMemory(0, Math.Min(BlockLength, length - at));
        }
    }
}
