namespace AssetsBackup.Vault;

/// <summary>Builds the trees of a root at its commit: what was staged, laid over the trees that it started from.</summary>
internal sealed class RootTrees(
    VaultContext vault,
    PackWriter packs,
    ProgressLog progress,
    IReadOnlyDictionary<string, TreeSummary> from
)
{
    private readonly Rescue rescue = new(vault, packs);

    internal async Task<IReadOnlyDictionary<string, TreeSummary>> BuildAsync(
        CancellationToken cancellationToken
    )
    {
        var trees = new SortedDictionary<string, TreeSummary>(StringComparer.Ordinal);
        foreach (var (name, tree) in from)
        {
            // A tree that is taken over whole is read by nobody before the root is committed.
            trees.Add(
                name,
                packs.Knows(tree.Root) ? tree : throw new RecordNotFoundException(tree.Root)
            );
        }
        foreach (
            var name in progress
                .Parts.SelectMany(part => part.FirstKeys.Keys)
                .Distinct(StringComparer.Ordinal)
        )
        {
            trees[name] = await BuildAsync(name, cancellationToken);
        }
        return trees;
    }

    private async Task<TreeSummary> BuildAsync(string name, CancellationToken cancellationToken)
    {
        var pages = new TreePages(
            vault.Blobs.Keys,
            (page, bytes) => packs.AddAsync(page, RecordType.Page, bytes, cancellationToken)
        );
        var tree = new TreeBuilder(pages);
        var staged = new EntryMerge(vault.Blobs, progress.Parts, name)
            .ReadAsync(cancellationToken)
            .Select(
                (TreeEntry entry, CancellationToken _) =>
                    WithReliableRecordAsync(entry, cancellationToken)
            );
        if (from.TryGetValue(name, out var older))
        {
            await new TreeUpdate(vault.Records, pages, tree).RunAsync(
                older.Root,
                staged,
                cancellationToken
            );
        }
        else
            await CutAsync(staged, new LeafCutter(pages, tree));
        return await tree.FinishAsync();
    }

    private static async Task CutAsync(IAsyncEnumerable<TreeEntry> staged, LeafCutter cutter)
    {
        await foreach (var entry in staged)
        {
            if (!entry.IsRemoved)
                await cutter.AddAsync(entry);
        }
        await cutter.FinishAsync();
    }

    /// <summary>A run before this one may have stored the record: its pack may have been condemned before this one began.</summary>
    private async ValueTask<TreeEntry> WithReliableRecordAsync(
        TreeEntry entry,
        CancellationToken cancellationToken
    )
    {
        if (entry.IsRemoved)
            return entry;
        if (!packs.Knows(entry.Record))
            throw new RecordNotFoundException(entry.Record);
        if (!vault.Index.HasCondemned)
            return entry;
        try
        {
            await rescue.RescueContentAsync(entry.Record, cancellationToken);
        }
        catch (VaultDamagedException damage)
        {
            throw new VaultDamagedException(damage.Blob, damage.Reason, damage)
            {
                IsOfStaged = true,
            };
        }
        return entry;
    }
}
