namespace AssetsBackup.Vault;

/// <summary>A line of a node: a page of the level below.</summary>
/// <param name="First">The key of the first entry below.</param>
/// <param name="Entries">The number of entries below.</param>
/// <param name="Page">The page.</param>
internal sealed record TreeItem(EntryKey First, long Entries, RecordId Page);

/// <summary>The byte form of entries and items, in pages and progress parts alike.</summary>
internal static class TreeItems
{
    internal static EntryKey KeyOf(TreeEntry entry) => new(entry.Group, entry.Id);

    /// <summary>Writes an entry; the group is left out where it is that of <paramref name="previousGroup"/>.</summary>
    internal static void Write(ByteWriter writer, TreeEntry entry, string? previousGroup)
    {
        WriteKey(writer, KeyOf(entry), previousGroup);
        writer.Text(entry.Key);
        writer.Text(entry.Label);
        writer.ZigZag(entry.UpdatedUtcTicks);
        writer.RecordId(entry.Record);
    }

    internal static TreeEntry ReadEntry(ref ByteReader reader, string? previousGroup)
    {
        var (group, id) = ReadKey(ref reader, previousGroup);
        return new TreeEntry(
            group,
            id,
            reader.Text(),
            reader.Text(),
            reader.ZigZag(),
            reader.RecordId()
        );
    }

    internal static void Write(ByteWriter writer, TreeItem item, string? previousGroup)
    {
        WriteKey(writer, item.First, previousGroup);
        writer.VarInt((ulong)item.Entries);
        writer.RecordId(item.Page);
    }

    internal static TreeItem ReadItem(ref ByteReader reader, string? previousGroup)
    {
        var key = ReadKey(ref reader, previousGroup);
        var entries = reader.VarInt();
        return entries is > 0 and <= long.MaxValue
            ? new TreeItem(key, (long)entries, reader.RecordId())
            : throw new MalformedException("a number of entries is out of bounds");
    }

    private static void WriteKey(ByteWriter writer, EntryKey key, string? previousGroup)
    {
        if (string.Equals(key.Group, previousGroup, StringComparison.Ordinal))
            writer.Byte(0);
        else
            writer.Text(key.Group, marker: 1);
        writer.Text(key.Id);
    }

    private static EntryKey ReadKey(ref ByteReader reader, string? previousGroup)
    {
        var marked = reader.VarInt();
        var group = marked == 0 ? previousGroup : reader.Text(reader.Count(marked - 1, 1));
        return new EntryKey(
            group ?? throw new MalformedException("the first entry has no group"),
            reader.Text()
        );
    }
}
