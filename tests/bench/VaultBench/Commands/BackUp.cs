using System.Diagnostics;
using AssetsBackup.Vault;
using VaultBench.Corpus;

namespace VaultBench.Commands;

/// <summary>
/// A backup as the app makes it: records one by one, entries staged a page at a time, and now and then a checkpoint, which
/// is waited for; in the end the commit.
/// </summary>
internal static class BackUp
{
    internal const int ObjectsPerCheckpoint = 10 * ObjectsPerPage;
    private const int ObjectsPerPage = 500;
    private static readonly TimeSpan LongestWithoutCheckpoint = TimeSpan.FromSeconds(1);

    internal static async Task<object> RunAsync(
        RootWriter writer,
        IEnumerable<CorpusObject> objects
    )
    {
        var page = new List<TreeEntry>(ObjectsPerPage);
        var (pending, since) = (0, Stopwatch.StartNew());
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
            if (page.Count < ObjectsPerPage)
                continue;
            pending += page.Count;
            await StageAsync(writer, page);
            if (pending < ObjectsPerCheckpoint && since.Elapsed < LongestWithoutCheckpoint)
                continue;
            await writer.CheckpointAsync(CancellationToken.None);
            (pending, since) = (0, Stopwatch.StartNew());
        }
        await StageAsync(writer, page);
        var root = await writer.CommitAsync("{}"u8.ToArray(), CancellationToken.None);
        return new { root.Trees[BenchVault.Tree].Entries, writer.Statistics };
    }

    private static async Task StageAsync(RootWriter writer, List<TreeEntry> page)
    {
        await writer.StageAsync(BenchVault.Tree, [.. page], CancellationToken.None);
        page.Clear();
    }
}
