using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

/// <summary>Walks the pages of a tree from its root page down.</summary>
internal sealed class TreeReader(RecordReader records)
{
    /// <summary>The entries below a page in order; only those of one group when it is given.</summary>
    internal async IAsyncEnumerable<TreeEntry> ListAsync(
        RecordId root,
        string? group,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = new Stack<RecordId>([root]);
        while (path.TryPop(out var id))
        {
            var page = await records.ReadPageAsync(id, cancellationToken);
            foreach (var entry in page.Entries)
            {
                if (group is null || string.Equals(entry.Group, group, StringComparison.Ordinal))
                    yield return entry;
            }
            foreach (var item in ItemsOf(page, group).Reverse())
                path.Push(item.Page);
        }
    }

    /// <summary>The entries below a page in order, without those below a page that is lost; that one is told.</summary>
    internal async IAsyncEnumerable<TreeEntry> ListSoundAsync(
        RecordId root,
        Action<TreeItem, VaultException> lost,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var top = await records.ReadPageAsync(root, cancellationToken);
        foreach (var entry in top.Entries)
            yield return entry;
        var path = new Stack<TreeItem>(top.Items.Reverse());
        while (path.TryPop(out var item))
        {
            TreePage page;
            try
            {
                page = await records.ReadPageAsync(item.Page, cancellationToken);
            }
            catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
            {
                lost(item, e);
                continue;
            }
            foreach (var entry in page.Entries)
                yield return entry;
            foreach (var below in page.Items.Reverse())
                path.Push(below);
        }
    }

    /// <summary>The entries below a page in order, from a key on. Pages that lie before it are not read.</summary>
    internal async IAsyncEnumerable<TreeEntry> ListFromAsync(
        RecordId root,
        EntryKey from,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = new Stack<RecordId>([root]);
        while (path.TryPop(out var id))
        {
            var page = await records.ReadPageAsync(id, cancellationToken);
            foreach (var entry in page.Entries)
            {
                if (TreeItems.KeyOf(entry).CompareTo(from) >= 0)
                    yield return entry;
            }
            var before = page.Items.TakeWhile(item => item.First.CompareTo(from) <= 0).Count();
            foreach (var item in page.Items.Skip(Math.Max(before - 1, 0)).Reverse())
                path.Push(item.Page);
        }
    }

    /// <summary>The leaves below a page in order, without reading them; none for an empty tree.</summary>
    internal async IAsyncEnumerable<TreeItem> LeavesAsync(
        RecordId root,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var top = await records.ReadPageAsync(root, cancellationToken);
        if (top.Entries.Count > 0)
            yield return new TreeItem(TreeItems.KeyOf(top.Entries[0]), top.Entries.Count, root);
        var path = new Stack<(int Level, TreeItem Item)>(Below(top));
        while (path.TryPop(out var next))
        {
            if (next.Level == 0)
            {
                yield return next.Item;
                continue;
            }
            var page = await records.ReadPageAsync(next.Item.Page, cancellationToken);
            foreach (var item in Below(page))
                path.Push(item);
        }
    }

    internal async Task<TreeEntry?> FindAsync(
        RecordId root,
        EntryKey key,
        CancellationToken cancellationToken
    )
    {
        var page = await records.ReadPageAsync(root, cancellationToken);
        while (page.Items.Count > 0)
        {
            var item = page.Items.LastOrDefault(item => item.First.CompareTo(key) <= 0);
            if (item is null)
                return null;
            page = await records.ReadPageAsync(item.Page, cancellationToken);
        }
        return page.Entries.FirstOrDefault(entry => TreeItems.KeyOf(entry) == key);
    }

    private static IEnumerable<(int Level, TreeItem Item)> Below(TreePage page) =>
        page.Items.Reverse().Select(item => (page.Level - 1, item));

    /// <summary>The items whose pages can hold entries of the group: from the last that begins before it.</summary>
    private static IEnumerable<TreeItem> ItemsOf(TreePage page, string? group)
    {
        if (group is null)
            return page.Items;
        var first = page
            .Items.TakeWhile(item => EntryKey.Compare(item.First.Group, group) < 0)
            .Count();
        return page
            .Items.Skip(Math.Max(first - 1, 0))
            .TakeWhile(item => EntryKey.Compare(item.First.Group, group) <= 0);
    }
}
