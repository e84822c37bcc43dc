namespace AssetsBackup.Vault;

/// <summary>A page of a tree: a leaf with entries at level 0, a node with items above.</summary>
internal sealed class TreePage
{
    // Three levels of about 64 carry three million entries; ten are more than any tree can need.
    private const int MaxLevel = 10;
    private const int SmallestItem = 19;

    private TreePage(int level, IReadOnlyList<TreeEntry> entries, IReadOnlyList<TreeItem> items)
    {
        Level = level;
        Entries = entries;
        Items = items;
    }

    internal int Level { get; }

    /// <summary>The entries of a leaf; empty in a node.</summary>
    internal IReadOnlyList<TreeEntry> Entries { get; }

    /// <summary>The items of a node; empty in a leaf.</summary>
    internal IReadOnlyList<TreeItem> Items { get; }

    internal static ReadOnlyMemory<byte> Encode(IReadOnlyList<TreeEntry> entries)
    {
        var writer = new ByteWriter();
        writer.Byte(0);
        writer.VarInt((ulong)entries.Count);
        string? group = null;
        foreach (var entry in entries)
        {
            TreeItems.Write(writer, entry, group);
            group = entry.Group;
        }
        return writer.Written;
    }

    internal static ReadOnlyMemory<byte> Encode(int level, IReadOnlyList<TreeItem> items)
    {
        var writer = new ByteWriter();
        writer.Byte((byte)level);
        writer.VarInt((ulong)items.Count);
        string? group = null;
        foreach (var item in items)
        {
            TreeItems.Write(writer, item, group);
            group = item.First.Group;
        }
        return writer.Written;
    }

    /// <exception cref="MalformedException">The bytes are not a page, or its keys are out of order.</exception>
    internal static TreePage Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var level = reader.Byte();
        if (level > MaxLevel)
            throw new MalformedException("a tree is too high");
        var count = reader.Count(reader.VarInt(), SmallestItem);
        var page =
            level == 0 ? DecodeLeaf(ref reader, count) : DecodeNode(ref reader, level, count);
        reader.End();
        return page;
    }

    private static TreePage DecodeLeaf(ref ByteReader reader, int count)
    {
        var entries = new TreeEntry[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = TreeItems.ReadEntry(ref reader, i == 0 ? null : entries[i - 1].Group);
            if (i > 0)
                RequireOrder(TreeItems.KeyOf(entries[i - 1]), TreeItems.KeyOf(entries[i]));
        }
        return new TreePage(0, entries, []);
    }

    private static TreePage DecodeNode(ref ByteReader reader, int level, int count)
    {
        var items = new TreeItem[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = TreeItems.ReadItem(ref reader, i == 0 ? null : items[i - 1].First.Group);
            if (i > 0)
                RequireOrder(items[i - 1].First, items[i].First);
        }
        return count > 0
            ? new TreePage(level, [], items)
            : throw new MalformedException("a node is empty");
    }

    private static void RequireOrder(EntryKey first, EntryKey second)
    {
        if (first.CompareTo(second) >= 0)
            throw new MalformedException("keys are out of order");
    }
}
