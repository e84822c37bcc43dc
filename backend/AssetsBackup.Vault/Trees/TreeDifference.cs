using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>An entry that two trees do not have alike.</summary>
/// <param name="Before">The entry of the first tree; null when only the second has it.</param>
/// <param name="After">The entry of the second tree; null when only the first has it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TreeDifference(TreeEntry? Before, TreeEntry? After);

/// <summary>
/// Walks two trees side by side and reads pages only where their ids differ: as equal entries have equal pages, what both
/// have alike is passed over whole.
/// </summary>
internal sealed class TreeComparison(RecordReader records)
{
    internal async IAsyncEnumerable<TreeDifference> ListAsync(
        RecordId before,
        RecordId after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (before == after)
            yield break;
        var (left, right) = (new Walk(records), new Walk(records));
        await left.OpenAsync(before, cancellationToken);
        await right.OpenAsync(after, cancellationToken);
        while (left.Top is not null || right.Top is not null)
        {
            if (left.Top is { } a && right.Top is { } b && a.IsSameAs(b))
            {
                left.Pass();
                right.Pass();
                continue;
            }
            var turn = PageToOpen(left, right);
            if (turn is not null)
            {
                await turn.OpenTopAsync(cancellationToken);
                continue;
            }
            yield return Next(left, right);
        }
    }

    /// <summary>The side whose next page must be opened before the next entries can be compared; null when none must.</summary>
    private static Walk? PageToOpen(Walk left, Walk right)
    {
        if (left.Top is not { } a)
            return right.Top is { Entry: null } ? right : null;
        if (right.Top is not { } b)
            return a.Entry is null ? left : null;
        if (a.Entry is null && b.Entry is null)
        {
            // The higher page first, so that equal pages below come to lie side by side; else the one that begins earlier.
            var isLeft = a.Level != b.Level ? a.Level > b.Level : a.First.CompareTo(b.First) <= 0;
            return isLeft ? left : right;
        }
        // An entry before a page's first one can be told without opening the page.
        if (a.Entry is null)
            return b.First.CompareTo(a.First) < 0 ? null : left;
        return b.Entry is null && a.First.CompareTo(b.First) >= 0 ? right : null;
    }

    private static TreeDifference Next(Walk left, Walk right)
    {
        var order = (left.Top, right.Top) switch
        {
            (null, _) => 1,
            (_, null) => -1,
            var (a, b) => a.First.CompareTo(b.First),
        };
        return new TreeDifference(
            order <= 0 ? left.Pass() : null,
            order >= 0 ? right.Pass() : null
        );
    }

    /// <summary>A page not opened yet, or an entry.</summary>
    private sealed record Step(int Level, EntryKey First, RecordId Page, TreeEntry? Entry)
    {
        internal bool IsSameAs(Step other) =>
            Entry is null ? other.Entry is null && Page == other.Page : Entry == other.Entry;
    }

    /// <summary>One tree: what is still to come, the next on top.</summary>
    private sealed class Walk(RecordReader records)
    {
        private readonly Stack<Step> steps = [];

        internal Step? Top => steps.TryPeek(out var top) ? top : null;

        /// <summary>Leaves the top behind, with all that is below it, and returns its entry if it is one.</summary>
        internal TreeEntry? Pass() => steps.Pop().Entry;

        internal Task OpenTopAsync(CancellationToken cancellationToken) =>
            OpenAsync(steps.Pop().Page, cancellationToken);

        internal async Task OpenAsync(RecordId id, CancellationToken cancellationToken)
        {
            var page = await records.ReadPageAsync(id, cancellationToken);
            foreach (var item in page.Items.Reverse())
                steps.Push(new Step(page.Level - 1, item.First, item.Page, Entry: null));
            foreach (var entry in page.Entries.Reverse())
                steps.Push(new Step(-1, TreeItems.KeyOf(entry), default, entry));
        }
    }
}
