using AssetsBackup.Vault;
using VaultBench.Corpus;

namespace VaultBench.Commands;

/// <summary>
/// A backup as the app makes it: records one by one, entries staged a page at a time, and a checkpoint after each page,
/// waited for before the next one; in the end the commit.
/// </summary>
internal static class BackUp
{
    internal const int ObjectsPerCheckpoint = 500;

    internal static async Task<Figures> RunAsync(
        RootWriter writer,
        IEnumerable<CorpusObject> objects
    )
    {
        var page = new List<TreeEntry>(ObjectsPerCheckpoint);
        foreach (var item in objects)
        {
            page.Add(
                new TreeEntry(
                    item.Group,
                    item.Id,
                    item.Key,
                    item.Label,
                    item.UpdatedUtcTicks,
                    await writer.AddRecordAsync(item.Content, CancellationToken.None)
                )
            );
            if (page.Count == ObjectsPerCheckpoint)
                await EndPageAsync(writer, page);
        }
        await EndPageAsync(writer, page);
        var root = await writer.CommitAsync("{}"u8.ToArray(), CancellationToken.None);
        return new Figures { ["entries"] = root.Trees[BenchVault.Tree].Entries };
    }

    private static async Task EndPageAsync(RootWriter writer, List<TreeEntry> page)
    {
        await writer.StageAsync(BenchVault.Tree, [.. page], CancellationToken.None);
        await writer.CheckpointAsync(CancellationToken.None);
        page.Clear();
    }
}
