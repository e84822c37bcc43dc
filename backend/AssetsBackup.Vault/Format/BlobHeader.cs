using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>What a blob is for. The number is stored in every blob and bound to its key.</summary>
internal enum BlobKind : byte
{
    Vault = 1,
    Pack = 2,
    Index = 3,
    Progress = 4,
    Snapshot = 5,
    Plan = 6,
    Annotation = 7,
    Condemned = 8,
}

/// <summary>The first 26 bytes of every blob, in the clear and authenticated.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlobHeader(byte Version, BlobKind Kind, uint Epoch, BlobId Id)
{
    internal const int Size = 26;
    internal const byte CurrentVersion = 1;
    internal const uint FirstEpoch = 1;

    private static ReadOnlySpan<byte> Magic => "ABV!"u8;

    internal void Write(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        destination[4] = Version;
        destination[5] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[6..], Epoch);
        Id.Write(destination[10..]);
    }

    /// <summary>False when the bytes are too short or do not begin with the magic.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out BlobHeader header)
    {
        header = default;
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
            return false;
        var epoch = BinaryPrimitives.ReadUInt32LittleEndian(bytes[6..]);
        header = new BlobHeader(bytes[4], (BlobKind)bytes[5], epoch, BlobId.Read(bytes[10..]));
        return true;
    }
}
