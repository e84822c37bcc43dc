namespace AssetsBackup.Vault;

/// <summary>
/// Builds a tree from leaves in order, one page a level in memory. Equal entries give equal pages.
/// </summary>
/// <param name="pages">Makes and stores pages.</param>
internal sealed class TreeBuilder(TreePages pages)
{
    private const int NodeReach = 31;
    private const int NodeLimit = 160;

    private readonly List<NodeLevel> nodes = [];
    private long count;

    /// <summary>Adds a leaf of these entries, at least one.</summary>
    internal async ValueTask AddLeafAsync(IReadOnlyList<TreeEntry> entries)
    {
        var page = await pages.StoreAsync(TreePage.Encode(entries));
        await AddLeafAsync(new TreeItem(TreeItems.KeyOf(entries[0]), entries.Count, page));
    }

    /// <summary>Adds a leaf that is stored already.</summary>
    internal ValueTask AddLeafAsync(TreeItem leaf)
    {
        count += leaf.Entries;
        return AddItemAsync(0, leaf);
    }

    internal async Task<TreeSummary> FinishAsync()
    {
        if (count == 0)
            return new TreeSummary(0, await pages.StoreAsync(TreePage.Encode([])));
        // A level with a single page is the top: the level above holds nothing but that page.
        var level = 0;
        while (nodes[level].Items.Count + nodes[level].Ended > 1)
        {
            foreach (var length in nodes[level].Cutter.Finish())
                await EndNodeAsync(level, length);
            level++;
        }
        return new TreeSummary(count, nodes[level].Items.Peek().Page);
    }

    private async ValueTask EndNodeAsync(int level, int length)
    {
        var page = new List<TreeItem>(length);
        while (page.Count < length)
            page.Add(nodes[level].Items.Dequeue());
        nodes[level].Ended += length;
        var id = await pages.StoreAsync(TreePage.Encode(level + 1, page));
        await AddItemAsync(
            level + 1,
            new TreeItem(page[0].First, page.Sum(item => item.Entries), id)
        );
    }

    private async ValueTask AddItemAsync(int level, TreeItem item)
    {
        if (nodes.Count == level)
            nodes.Add(new NodeLevel());
        nodes[level].Items.Enqueue(item);
        var length = nodes[level].Cutter.Add(pages.BoundaryHash(level + 1, item.First));
        if (length > 0)
            await EndNodeAsync(level, length);
    }

    /// <summary>The items of one level that are not in a page yet, and how many already are.</summary>
    private sealed class NodeLevel
    {
        internal Queue<TreeItem> Items { get; } = [];

        internal PageCutter Cutter { get; } = new(NodeReach, NodeLimit);

        internal long Ended { get; set; }
    }
}
