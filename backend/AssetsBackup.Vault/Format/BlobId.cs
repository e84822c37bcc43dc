using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>Sixteen random bytes, new for each attempt to write a blob: no blob key ever meets two contents.</summary>
internal readonly record struct BlobId(UInt128 Value)
{
    internal const int Size = 16;

    internal static BlobId Create() => Read(RandomNumberGenerator.GetBytes(Size));

    internal static BlobId From(Guid guid) => Read(guid.ToByteArray(bigEndian: true));

    internal static BlobId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    internal void Write(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    internal void Write(ByteWriter writer) => writer.Bytes(ToArray());

    internal byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
