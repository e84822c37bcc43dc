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
    /// <param name="definitions">The schema as it is now.</param>
    /// <param name="archived">How many objects a Data Center has archived.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<CapturedType>> RunAsync(
        CapturedDefinitions definitions,
        long? archived,
        CancellationToken cancellationToken
    )
    {
        await scope.Run.ReportAsync(
            "Looking for changes since the last backup",
            0,
            null,
            cancellationToken
        );
        var types = definitions.Types;
        // With the key of the schema the keys of all its objects change (contract §5.1).
        var doubtful =
            definitions.SchemaKey == earlier.Facts.SchemaKey
            && await IsArchiveUntouchedAsync(archived, cancellationToken)
                ? await DoubtfulAsync(types, cancellationToken)
                : types;
        var gone = earlier.Basis.ObjectsByType.Keys.Except(types.Select(type => type.Id));
        foreach (var type in doubtful.Select(type => type.Id).Concat(gone))
            await TakeAwayAsync(type, cancellationToken);
        return doubtful;
    }

    private async Task<bool> IsArchiveUntouchedAsync(
        long? archived,
        CancellationToken cancellationToken
    ) =>
        scope.Archive is null
        || await scope.Archive.IsUntouchedAsync(
            earlier.Facts.StartedAt - Overlap,
            earlier.Basis.Archived,
            archived,
            cancellationToken
        );

    /// <summary>
    /// What is known of a type adds up when Assets counts as many, and Assets is asked before the changes are read: what is
    /// made in between is known and not counted, so that it hides nothing that was deleted.
    /// </summary>
    private async Task<IReadOnlyList<CapturedType>> DoubtfulAsync(
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        var counted = await search.CountAsync(
            $"objectSchemaId = {scope.SchemaId}",
            cancellationToken
        );
        if (await ReadChangedAsync(types, cancellationToken) is not { } known)
            return types;
        // Only what is durable can be read back.
        await scope.Writer.CheckpointAsync(cancellationToken);
        var redefined = await new RedefinedTypes(scope, earlier.FindAsync).FindAsync(
            cancellationToken
        );
        var doubtful = types
            .Where(type =>
                redefined.Contains(type.Id) || known.GetValueOrDefault(type.Id) != type.Listed
            )
            .ToList();
        // The counts of the list of types may be old: the search's own count is exact (contract §5.6).
        if (counted != types.Sum(type => type.Listed) || counted != known.Values.Sum())
            doubtful.AddRange(
                await MiscountedAsync([.. types.Except(doubtful)], types, cancellationToken)
            );
        return doubtful;
    }

    /// <summary>Those of the trusted types of which Assets counts otherwise than is known, each by itself.</summary>
    private async Task<IReadOnlyList<CapturedType>> MiscountedAsync(
        IReadOnlyList<CapturedType> trusted,
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var type in trusted)
            counts[type.Id] = await search.CountAsync(
                $"objectTypeId = {type.Id}",
                cancellationToken
            );
        return await ReadChangedAsync(types, cancellationToken) is { } known
            ? [.. trusted.Where(type => counts[type.Id] != known.GetValueOrDefault(type.Id))]
            : trusted;
    }

    /// <summary>How many objects of each type are known then; null where not all that changed could be read.</summary>
    private async Task<IReadOnlyDictionary<string, long>?> ReadChangedAsync(
        IReadOnlyList<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        var known = earlier.Basis.ObjectsByType.ToDictionary();
        var changes = new ChangedObjects(scope, search, types, clock);
        var since = earlier.Facts.StartedAt - Overlap;
        var most = Math.Min(MostChanges, known.Values.Sum() / MostOfAll);
        if (await changes.CountAsync(since, cancellationToken) > most)
            return null;
        var heldBack = await changes.ReadAsync(
            since,
            async fresh =>
            {
                foreach (var item in fresh)
                    if (!await IsKnownAsync(item, cancellationToken))
                        known[item.Group] = known.GetValueOrDefault(item.Group) + 1;
            },
            cancellationToken
        );
        return heldBack == 0 ? known : null;
    }

    private async Task<bool> IsKnownAsync(
        CapturedRecord item,
        CancellationToken cancellationToken
    ) =>
        await earlier.FindAsync(SnapshotTrees.Objects, item.Group, item.Id, cancellationToken)
            is not null;

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
