using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>Writes the encodings that <see cref="ByteReader"/> reads.</summary>
internal sealed class ByteWriter
{
    /// <summary>Refuses lone surrogates, which have no UTF-8 form.</summary>
    internal static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> buffer = new();

    internal int Length => buffer.WrittenCount;

    internal ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    internal void Bytes(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    internal void Byte(byte value) => buffer.Write([value]);

    internal void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.GetSpan(sizeof(uint)), value);
        buffer.Advance(sizeof(uint));
    }

    internal void RecordId(RecordId id)
    {
        id.Write(buffer.GetSpan(Vault.RecordId.Size));
        buffer.Advance(Vault.RecordId.Size);
    }

    internal void VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    internal void ZigZag(long value) => VarInt((ulong)((value << 1) ^ (value >> 63)));

    internal void Text(string text) => Text(text, marker: 0);

    /// <summary>A text whose stored length is <paramref name="marker"/> higher, so that lower numbers are free.</summary>
    internal void Text(string text, uint marker)
    {
        var length = StrictUtf8.GetByteCount(text);
        VarInt((ulong)length + marker);
        StrictUtf8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }
}
