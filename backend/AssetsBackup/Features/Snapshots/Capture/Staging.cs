using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

internal static class Staging
{
    /// <summary>Adds records and stages their entries; an empty list still makes the tree.</summary>
    public static async Task StageAsync(
        this RootWriter writer,
        string tree,
        IReadOnlyCollection<CapturedRecord> records,
        CancellationToken cancellationToken
    )
    {
        var entries = new List<TreeEntry>(records.Count);
        foreach (var record in records)
            entries.Add(
                new TreeEntry(
                    record.Group,
                    record.Id,
                    TreeEntry.Clip(record.Key),
                    TreeEntry.Clip(record.Label),
                    record.UpdatedUtcTicks,
                    await writer.AddRecordAsync(record.Content, cancellationToken)
                )
            );
        await writer.StageAsync(tree, entries, cancellationToken);
    }
}
