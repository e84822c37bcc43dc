using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// The beginning of an incremental capture: reads what was changed since the earlier snapshot, and finds the types that have
/// to be read whole, because they were defined anew or because what is known of them does not add up with Assets' own count:
/// something was deleted, or changed without a word.
/// </summary>
internal sealed class IncrementalStart(
    CaptureScope scope,
    CaptureBase earlier,
    ObjectSearch search,
    TimeProvider clock
)
{
    private const int Batch = 500;

    // Contract §9.8: clocks, time zones, and a search that lags behind.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    // What is remembered while changes are read is their ids; beyond this types are read in ranges instead.
    private const long MostChanges = 100_000;
    private const int MostOfAll = 4;

    /// <summary>The types to read whole.</summary>
    public async Task<IReadOnlyList<CapturedType>> RunAsync(
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        await scope.Run.ReportAsync(
            "Looking for changes since the last backup",
            0,
            null,
            cancellationToken
        );
        await StageAgainAsync(cancellationToken);
        var (known, isComplete) = await ReadChangedAsync(cancellationToken);
        var redefined = await new RedefinedTypes(scope, earlier).FindAsync(cancellationToken);
        IReadOnlyList<CapturedType> doubtful =
        [
            .. types.Where(type =>
                !isComplete
                || redefined.Contains(type.Id)
                || known.GetValueOrDefault(type.Id) != type.Listed
            ),
        ];
        var gone = earlier.Basis.ObjectsByType.Keys.Except(types.Select(type => type.Id));
        foreach (var type in doubtful.Select(type => type.Id).Concat(gone))
            await TakeAwayAsync(type, cancellationToken);
        return doubtful;
    }

    /// <summary>How many objects of each type are known then, and whether all that changed is read.</summary>
    private async Task<(Dictionary<string, long> Known, bool IsComplete)> ReadChangedAsync(
        CancellationToken cancellationToken
    )
    {
        var known = earlier.Basis.ObjectsByType.ToDictionary();
        var changes = new ChangedObjects(search, scope.SchemaId, clock);
        var since = earlier.Facts.StartedAt - Overlap;
        var most = Math.Min(MostChanges, known.Values.Sum() / MostOfAll);
        if (await changes.CountAsync(since, cancellationToken) > most)
            return (known, false);
        var withoutAttributes = 0;
        var heldBack = await changes.ReadAsync(
            since,
            async (page, fresh) =>
            {
                withoutAttributes += fresh.Count(item => item.IsUnfilled);
                foreach (var item in fresh)
                    if (!await IsKnownAsync(item, cancellationToken))
                        known[item.Group] = known.GetValueOrDefault(item.Group) + 1;
                await scope.StageObjectsAsync(page.ForeignLabels, fresh, cancellationToken);
            },
            cancellationToken
        );
        return (known, heldBack == 0 && withoutAttributes == 0);
    }

    private async Task<bool> IsKnownAsync(
        CapturedRecord item,
        CancellationToken cancellationToken
    ) =>
        await earlier.FindAsync(SnapshotTrees.Objects, item.Group, item.Id, cancellationToken)
            is not null;

    /// <summary>As if they were changed: what hangs on them is asked for once more.</summary>
    private async Task StageAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var (group, id) in earlier.Again)
            if (
                await earlier.FindAsync(SnapshotTrees.Objects, group, id, cancellationToken) is
                { } entry
            )
                await scope.Writer.StageAsync(SnapshotTrees.Objects, [entry], cancellationToken);
    }

    /// <summary>What is then read of the type lies over it again; what is not is gone.</summary>
    private async Task TakeAwayAsync(string type, CancellationToken cancellationToken)
    {
        var batch = new List<TreeEntry>(Batch);
        await foreach (
            var entry in earlier.ListAsync(SnapshotTrees.Objects, type, cancellationToken)
        )
        {
            batch.Add(TreeEntry.Removed(entry.Group, entry.Id));
            if (batch.Count < Batch)
                continue;
            await scope.Writer.StageAsync(SnapshotTrees.Objects, batch, cancellationToken);
            batch.Clear();
        }
        await scope.Writer.StageAsync(SnapshotTrees.Objects, batch, cancellationToken);
    }
}
