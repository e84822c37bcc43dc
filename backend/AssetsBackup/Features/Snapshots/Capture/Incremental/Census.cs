using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>What a snapshot's tree of objects comes to.</summary>
/// <param name="ObjectsByType">By object type; types without an object are left out.</param>
internal sealed record Census(IReadOnlyDictionary<string, long> ObjectsByType)
{
    public long Objects => ObjectsByType.Values.Sum();

    /// <summary>Counts what is staged, at the last checkpoint, over what the earlier snapshot has.</summary>
    public static async Task<Census> TakeAsync(
        CaptureScope scope,
        CancellationToken cancellationToken
    )
    {
        var counts = scope.Base?.Basis.ObjectsByType.ToDictionary() ?? [];
        var staged = scope.Writer.ListStagedAsync(SnapshotTrees.Objects, null, cancellationToken);
        await foreach (var entry in staged)
        {
            var isKnown =
                scope.Base is { } earlier
                && await earlier.FindAsync(
                    SnapshotTrees.Objects,
                    entry.Group,
                    entry.Id,
                    cancellationToken
                )
                    is not null;
            var more = (entry.IsRemoved ? 0 : 1) - (isKnown ? 1 : 0);
            counts[entry.Group] = counts.GetValueOrDefault(entry.Group) + more;
        }
        return new Census(counts.Where(pair => pair.Value > 0).ToDictionary());
    }
}
