namespace AssetsBackup.Vault;

/// <summary>
/// Makes a tree from an older one and what changed, reading and cutting anew only the leaves that changes touch. The result
/// is the tree that all entries together would give.
/// <para>
/// Where no entry came or went, leaves keep their boundaries. Where one did, entries are cut anew between two safe
/// boundaries. A boundary is safe when it is a local maximum, so that it depends on nothing but <see cref="LeafCutter.Reach"/>
/// entries on either side, and none of those came or went. Between two of them the cutter sees what it needs: within reach
/// of a maximum there is no other.
/// </para>
/// </summary>
internal sealed class TreeUpdate(RecordReader records, TreePages pages, TreeBuilder tree)
{
    private readonly List<Leaf> region = [];

    internal async Task RunAsync(
        RecordId older,
        IAsyncEnumerable<TreeEntry> changes,
        CancellationToken cancellationToken
    )
    {
        await using var change = changes.GetAsyncEnumerator(cancellationToken);
        var left = await change.MoveNextAsync();
        TreeItem? current = null;
        await foreach (var next in new TreeReader(records).LeavesAsync(older, cancellationToken))
        {
            if (current is not null)
                left = await TakeAsync(current, next.First, change, left, cancellationToken);
            current = next;
        }
        if (current is not null)
            left = await TakeAsync(current, end: null, change, left, cancellationToken);
        await EndRegionAsync(cancellationToken);
        await AppendAsync(change, left);
    }

    /// <summary>Takes a leaf up with the changes before <paramref name="end"/>. Returns whether changes are left.</summary>
    private async Task<bool> TakeAsync(
        TreeItem item,
        EntryKey? end,
        IAsyncEnumerator<TreeEntry> change,
        bool left,
        CancellationToken cancellationToken
    )
    {
        var leaf = new Leaf(item);
        while (left && (end is null || TreeItems.KeyOf(change.Current).CompareTo(end.Value) < 0))
        {
            await leaf.LoadAsync(records, cancellationToken);
            leaf.Apply(change.Current);
            left = await change.MoveNextAsync();
        }
        if (region.Count > 0 && IsSafe(region[^1], leaf))
            await EndRegionAsync(cancellationToken);
        region.Add(leaf);
        return left;
    }

    private static bool IsSafe(Leaf before, Leaf after) =>
        !before.KeysChanged
        && !after.KeysChanged
        && before.Item.Entries is > LeafCutter.Reach and < LeafCutter.Limit
        && after.Item.Entries >= LeafCutter.Reach;

    private async ValueTask EndRegionAsync(CancellationToken cancellationToken)
    {
        if (region.Exists(leaf => leaf.KeysChanged))
        {
            var cutter = new LeafCutter(pages, tree);
            foreach (var leaf in region)
            {
                await leaf.LoadAsync(records, cancellationToken);
                foreach (var entry in leaf.Entries.Values)
                    await cutter.AddAsync(entry);
            }
            await cutter.FinishAsync();
        }
        else
        {
            foreach (var leaf in region)
            {
                await (
                    leaf.IsLoaded
                        ? tree.AddLeafAsync([.. leaf.Entries.Values])
                        : tree.AddLeafAsync(leaf.Item)
                );
            }
        }
        region.Clear();
    }

    /// <summary>The older tree was empty: all that is left is new.</summary>
    private async ValueTask AppendAsync(IAsyncEnumerator<TreeEntry> change, bool left)
    {
        var cutter = new LeafCutter(pages, tree);
        while (left)
        {
            if (!change.Current.IsRemoved)
                await cutter.AddAsync(change.Current);
            left = await change.MoveNextAsync();
        }
        await cutter.FinishAsync();
    }

    /// <summary>A leaf of the older tree, read only when something is to be done with its entries.</summary>
    private sealed class Leaf(TreeItem item)
    {
        internal TreeItem Item { get; } = item;

        internal SortedDictionary<EntryKey, TreeEntry> Entries { get; } = new(EntryKey.Order);

        internal bool IsLoaded { get; private set; }

        /// <summary>Whether an entry came or went.</summary>
        internal bool KeysChanged { get; private set; }

        internal async ValueTask LoadAsync(
            RecordReader records,
            CancellationToken cancellationToken
        )
        {
            if (IsLoaded)
                return;
            var page = await records.ReadPageAsync(Item.Page, cancellationToken);
            foreach (var entry in page.Entries)
                Entries.Add(TreeItems.KeyOf(entry), entry);
            IsLoaded = true;
        }

        internal void Apply(TreeEntry change)
        {
            var key = TreeItems.KeyOf(change);
            if (change.IsRemoved)
            {
                KeysChanged |= Entries.Remove(key);
                return;
            }
            KeysChanged |= !Entries.ContainsKey(key);
            Entries[key] = change;
        }
    }
}
