using System.Text;

namespace AssetsBackup.Vault;

/// <summary>
/// Builds a tree from entries in order, one page a level in memory. Equal entries give equal pages.
/// </summary>
/// <param name="keys">For ids and boundary hashes.</param>
/// <param name="store">Stores a page.</param>
internal sealed class TreeBuilder(
    TenantKeys keys,
    Func<RecordId, ReadOnlyMemory<byte>, ValueTask> store
)
{
    private const int LeafReach = 5;
    private const int LeafLimit = 64;
    private const int NodeReach = 31;
    private const int NodeLimit = 160;

    private readonly Queue<TreeEntry> entries = [];
    private readonly PageCutter leaves = new(LeafReach, LeafLimit);
    private readonly List<NodeLevel> nodes = [];
    private long count;

    internal async ValueTask AddAsync(TreeEntry entry)
    {
        count++;
        entries.Enqueue(entry);
        var length = leaves.Add(BoundaryHash(0, TreeItems.KeyOf(entry)));
        if (length > 0)
        {
            await EndLeafAsync(length);
        }
    }

    internal async Task<TreeSummary> FinishAsync()
    {
        foreach (var length in leaves.Finish())
        {
            await EndLeafAsync(length);
        }
        if (count == 0)
        {
            return new TreeSummary(0, await StoreAsync(TreePage.Encode([])));
        }
        // A level with a single page is the top: the level above holds nothing but that page.
        var level = 0;
        while (nodes[level].Items.Count + nodes[level].Ended > 1)
        {
            foreach (var length in nodes[level].Cutter.Finish())
            {
                await EndNodeAsync(level, length);
            }
            level++;
        }
        return new TreeSummary(count, nodes[level].Items.Peek().Page);
    }

    private async ValueTask EndLeafAsync(int length)
    {
        var page = Dequeue(entries, length);
        var id = await StoreAsync(TreePage.Encode(page));
        await AddItemAsync(0, new TreeItem(TreeItems.KeyOf(page[0]), length, id));
    }

    private async ValueTask EndNodeAsync(int level, int length)
    {
        var page = Dequeue(nodes[level].Items, length);
        nodes[level].Ended += length;
        var id = await StoreAsync(TreePage.Encode(level + 1, page));
        await AddItemAsync(
            level + 1,
            new TreeItem(page[0].First, page.Sum(item => item.Entries), id)
        );
    }

    private async ValueTask AddItemAsync(int level, TreeItem item)
    {
        if (nodes.Count == level)
        {
            nodes.Add(new NodeLevel());
        }
        nodes[level].Items.Enqueue(item);
        var length = nodes[level].Cutter.Add(BoundaryHash(level + 1, item.First));
        if (length > 0)
        {
            await EndNodeAsync(level, length);
        }
    }

    private async ValueTask<RecordId> StoreAsync(ReadOnlyMemory<byte> page)
    {
        var id = keys.IdOf(RecordType.Page, page.Span);
        await store(id, page);
        return id;
    }

    private ulong BoundaryHash(int level, EntryKey key) =>
        keys.IdOf(
            RecordType.Boundary,
            Encoding.UTF8.GetBytes($"{(char)level}{key.Group}\0{key.Id}")
        ).Low;

    private static List<T> Dequeue<T>(Queue<T> queue, int length)
    {
        var items = new List<T>(length);
        while (items.Count < length)
        {
            items.Add(queue.Dequeue());
        }
        return items;
    }

    /// <summary>The items of one level that are not in a page yet, and how many already are.</summary>
    private sealed class NodeLevel
    {
        internal Queue<TreeItem> Items { get; } = [];

        internal PageCutter Cutter { get; } = new(NodeReach, NodeLimit);

        internal long Ended { get; set; }
    }
}
