using System.Buffers.Binary;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>Reads decoded bytes front to back; anything that does not fit is a <see cref="MalformedException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    internal readonly int Remaining => rest.Length;

    internal ReadOnlySpan<byte> Bytes(int length)
    {
        if ((uint)length > (uint)rest.Length)
            throw new MalformedException("it ends too early");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    internal byte Byte() => Bytes(1)[0];

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    internal ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(sizeof(ulong)));

    internal RecordId RecordId() => Vault.RecordId.Read(Bytes(Vault.RecordId.Size));

    internal ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new MalformedException("a number is too long");
    }

    internal long ZigZag()
    {
        var value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A count of things that take at least <paramref name="least"/> bytes each: bounded by what is left.</summary>
    internal int Count(ulong value, int least) =>
        value <= (ulong)(rest.Length / least)
            ? (int)value
            : throw new MalformedException("a count is too large");

    internal string Text() => Text(Count(VarInt(), 1));

    internal string Text(int length)
    {
        try
        {
            return ByteWriter.StrictUtf8.GetString(Bytes(length));
        }
        catch (DecoderFallbackException e)
        {
            throw new MalformedException("a text is not UTF-8", e);
        }
    }

    internal readonly void End()
    {
        if (rest.Length != 0)
            throw new MalformedException("it has bytes after its end");
    }
}
