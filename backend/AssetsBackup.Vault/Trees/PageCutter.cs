namespace AssetsBackup.Vault;

/// <summary>
/// Finds where pages end in a stream of boundary hashes: at local maxima (docs/vault-format.md, "Trees"). Cutting after a
/// fixed number of items would move every later boundary when one item comes or goes; cutting where a hash has so many
/// zeros would leave many tiny and many huge pages. A local maximum depends on its neighbours only and keeps its distance.
/// Items near either end of the stream never end a page: were they to, two items could make two pages, level after level.
/// </summary>
internal sealed class PageCutter(int reach, int limit)
{
    // Up to `reach` hashes that are decided, then those that are not.
    private readonly List<ulong> hashes = [];
    private int undecided;
    private int open;

    /// <summary>Takes the next hash. Returns the length of a page that is now known to be complete, else 0.</summary>
    internal int Add(ulong hash)
    {
        hashes.Add(hash);
        return hashes.Count - undecided > reach ? Decide() : 0;
    }

    /// <summary>After the last hash: the lengths of all remaining pages.</summary>
    internal IEnumerable<int> Finish()
    {
        while (undecided < hashes.Count)
        {
            var length = Decide();
            if (length > 0)
                yield return length;
        }
        if (open > 0)
            yield return open;
    }

    private int Decide()
    {
        open++;
        var ends = open == limit || IsLocalMaximum();
        undecided++;
        if (undecided > reach)
        {
            hashes.RemoveAt(0);
            undecided--;
        }
        var length = ends ? open : 0;
        open = ends ? 0 : open;
        return length;
    }

    private bool IsLocalMaximum()
    {
        if (undecided < reach || hashes.Count - undecided <= reach)
            return false;
        var hash = hashes[undecided];
        for (var i = 0; i < undecided; i++)
        {
            if (hashes[i] >= hash)
                return false;
        }
        for (var i = undecided + 1; i < hashes.Count; i++)
        {
            if (hashes[i] > hash)
                return false;
        }
        return true;
    }
}
