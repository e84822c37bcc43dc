namespace AssetsBackup.Vault;

/// <summary>Cuts a sequence of entries into leaves (docs/vault-format.md, "Trees").</summary>
internal sealed class LeafCutter(TreePages pages, TreeBuilder tree)
{
    /// <summary>A leaf ends at an entry whose boundary hash is greatest among so many on either side.</summary>
    internal const int Reach = 5;

    /// <summary>The most entries of a leaf.</summary>
    internal const int Limit = 64;

    private readonly PageCutter cutter = new(Reach, Limit);
    private readonly Queue<TreeEntry> entries = [];

    internal async ValueTask AddAsync(TreeEntry entry)
    {
        entries.Enqueue(entry);
        var length = cutter.Add(pages.BoundaryHash(0, TreeItems.KeyOf(entry)));
        if (length > 0)
            await EndLeafAsync(length);
    }

    internal async ValueTask FinishAsync()
    {
        foreach (var length in cutter.Finish())
            await EndLeafAsync(length);
    }

    private ValueTask EndLeafAsync(int length)
    {
        var leaf = new List<TreeEntry>(length);
        while (leaf.Count < length)
            leaf.Add(entries.Dequeue());
        return tree.AddLeafAsync(leaf);
    }
}
