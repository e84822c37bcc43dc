using AssetsBackup.Vault;
using VaultBench.Corpus;

namespace VaultBench.Commands;

/// <summary>
/// A backup as the app makes it: records one by one, entries staged a page at a time, and a checkpoint after each page. The
/// app reads four partitions at once, so the next page's records come while a page is made durable; only one checkpoint is
/// under way. In the end the commit.
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
        var checkpoint = Task.CompletedTask;
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
            {
                await checkpoint;
                checkpoint = await EndPageAsync(writer, page);
            }
        }
        await checkpoint;
        await await EndPageAsync(writer, page);
        var root = await writer.CommitAsync("{}"u8.ToArray(), CancellationToken.None);
        return new Figures { ["entries"] = root.Trees[BenchVault.Tree].Entries };
    }

    /// <returns>The checkpoint, under way.</returns>
    private static async Task<Task> EndPageAsync(RootWriter writer, List<TreeEntry> page)
    {
        await writer.StageAsync(BenchVault.Tree, [.. page], CancellationToken.None);
        page.Clear();
        return writer.CheckpointAsync(CancellationToken.None);
    }
}
