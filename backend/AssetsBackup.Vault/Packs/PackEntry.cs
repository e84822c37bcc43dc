using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>A line of a pack's directory, also in the index: 20 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PackEntry(RecordId Id, RecordType Type, int Length)
{
    internal const int Size = RecordId.Size + sizeof(uint);

    internal void Write(ByteWriter writer)
    {
        writer.RecordId(Id);
        writer.UInt32(((uint)Type << 28) | (uint)Length);
    }

    internal static PackEntry Read(ref ByteReader reader)
    {
        var id = reader.RecordId();
        var packed = reader.UInt32();
        var entry = new PackEntry(id, (RecordType)(packed >> 28), (int)(packed & 0x0fffffff));
        return entry.Type <= RecordType.Page && entry.Length <= VaultLimits.Record
            ? entry
            : throw new MalformedException("a directory entry is out of bounds");
    }
}
