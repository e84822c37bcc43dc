using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>A record of a pack. Its type and length stand in the pack's directory, 4 bytes; with its id in the index, 20 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PackEntry(RecordId Id, RecordType Type, int Length)
{
    internal const int Size = RecordId.Size + sizeof(uint);

    internal void Write(ByteWriter writer)
    {
        writer.RecordId(Id);
        WriteShape(writer);
    }

    internal void WriteShape(ByteWriter writer) => writer.UInt32(((uint)Type << 28) | (uint)Length);

    internal static PackEntry Read(ref ByteReader reader)
    {
        var id = reader.RecordId();
        var (type, length) = ReadShape(ref reader);
        return new PackEntry(id, type, length);
    }

    internal static (RecordType Type, int Length) ReadShape(ref ByteReader reader)
    {
        var packed = reader.UInt32();
        var (type, length) = ((RecordType)(packed >> 28), (int)(packed & 0x0fffffff));
        return type <= RecordType.Page && length <= VaultLimits.Record
            ? (type, length)
            : throw new MalformedException("a directory entry is out of bounds");
    }
}
