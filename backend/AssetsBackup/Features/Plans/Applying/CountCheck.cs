using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Counts at the destination what should be there, by type, and waits for its search to catch up.</summary>
internal sealed class CountCheck(Restore restore, TimeProvider clock)
{
    private const string Step = "Counting what was restored";
    private const int Attempts = 6;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var refused = await RefusedByTypeAsync(cancellationToken);
        IReadOnlyList<TypeCount> open =
        [
            .. restore.Source.Types.Select(type => new TypeCount(
                type,
                restore.Facts.ObjectsByType.GetValueOrDefault(type.Id)
                    - refused.GetValueOrDefault(type.Id)
            )),
        ];
        // The search lags behind for all types alike: they wait together.
        for (var attempt = 1; attempt <= Attempts && open.Count > 0; attempt++)
        {
            if (attempt > 1)
            {
                await restore.Run.WaitsForAsync(
                    "Assets' search to catch up",
                    pause: null,
                    cancellationToken
                );
                await Task.Delay(BetweenAttempts, clock, cancellationToken);
            }
            open = await CountAsync(open, cancellationToken);
        }
        foreach (var (type, expected, counted) in open)
            await restore.Report.ProblemAsync(
                $"The object type '{type.Name}' has {Words.Count(counted, "object")}; {expected:N0} were restored."
            );
    }

    /// <summary>Those that do not add up, with what is there.</summary>
    private async Task<IReadOnlyList<TypeCount>> CountAsync(
        IReadOnlyList<TypeCount> types,
        CancellationToken cancellationToken
    )
    {
        var open = new List<TypeCount>();
        for (var done = 0; done < types.Count; done++)
        {
            await restore.Run.ReportAsync(Step, done, types.Count, cancellationToken);
            var there = restore.Ids.Of(MappedKind.ObjectType, types[done].Type.Id);
            var count = await restore.Assets.CountObjectsAsync(
                new AqlQuery($"objectTypeId = {there}"),
                cancellationToken
            );
            if (count.Total != types[done].Expected)
                open.Add(types[done] with { Counted = count.Total });
        }
        return open;
    }

    private async Task<Dictionary<string, int>> RefusedByTypeAsync(
        CancellationToken cancellationToken
    )
    {
        var refused = (await restore.Journal.RefusedAsync(cancellationToken))
            .Select(entry => entry.Action)
            .ToHashSet();
        var counts = new Dictionary<string, int>();
        if (refused.Count == 0)
            return counts;
        await foreach (
            var entry in restore.Open.Snapshot.ListAsync(
                SnapshotTrees.Objects,
                null,
                cancellationToken
            )
        )
            if (refused.Contains(RestoreJournal.ActionOf(MappedKind.Object, entry.Id)))
                counts[entry.Group] = counts.GetValueOrDefault(entry.Group) + 1;
        return counts;
    }

    private sealed record TypeCount(ObjectTypeRecord Type, long Expected, long Counted = 0);
}
