using AssetsBackup.Atlassian.Assets;

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
        var types = restore.Source.Types;
        for (var done = 0; done < types.Count; done++)
        {
            await restore.Run.ReportAsync(Step, done, types.Count, cancellationToken);
            var type = types[done];
            var expected =
                restore.Facts.ObjectsByType.GetValueOrDefault(type.Id)
                - refused.GetValueOrDefault(type.Id);
            var counted = await CountAsync(type.Id, expected, cancellationToken);
            if (counted != expected)
                await restore.Report.ProblemAsync(
                    $"The object type '{type.Name}' has {Words.Count(counted, "object")}; {expected:N0} were restored."
                );
        }
    }

    private async Task<long> CountAsync(
        string typeId,
        long expected,
        CancellationToken cancellationToken
    )
    {
        var there = restore.Ids.Of(MappedKind.ObjectType, typeId);
        for (var attempt = 1; ; attempt++)
        {
            var count = await restore.Assets.CountObjectsAsync(
                new AqlQuery($"objectTypeId = {there}"),
                cancellationToken
            );
            if (count.Total == expected || attempt == Attempts)
                return count.Total;
            await restore.Run.WaitsForAsync("Assets' search to catch up", cancellationToken);
            await Task.Delay(BetweenAttempts, clock, cancellationToken);
        }
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
                Snapshots.Records.SnapshotTrees.Objects,
                null,
                cancellationToken
            )
        )
            if (refused.Contains(RestoreJournal.ActionOf(MappedKind.Object, entry.Id)))
                counts[entry.Group] = counts.GetValueOrDefault(entry.Group) + 1;
        return counts;
    }
}
