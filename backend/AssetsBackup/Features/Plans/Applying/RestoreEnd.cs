using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>What a restore that came to its end says of itself.</summary>
internal sealed class RestoreEnd(IDbContextFactory<AppDatabase> databases, TimeProvider clock)
{
    public async Task<RunOutcome> SucceedAsync(Restore restore, CancellationToken cancellationToken)
    {
        await new LeftOut(restore).TellAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var words = await ResultAsync(database, restore, cancellationToken);
        var problems = await restore.Report.CountProblemsAsync(database, cancellationToken);
        return problems > 0
            ? RunOutcome.Partial(
                words,
                "restored-with-gaps",
                $"{Words.Count(problems, "thing")} could not be restored as before; the log names each."
            )
            : RunOutcome.Succeeded(words);
    }

    private async Task<string> ResultAsync(
        AppDatabase database,
        Restore restore,
        CancellationToken cancellationToken
    )
    {
        var startedAt = await database
            .Runs.Where(row => row.TenantId == restore.Run.TenantId && row.Id == restore.Run.Id)
            .Select(row => row.StartedAt)
            .SingleAsync(cancellationToken);
        var objects = await restore.Journal.CountAsync(MappedKind.Object, cancellationToken);
        var (lost, skipped) = (0, 0);
        foreach (var count in restore.Facts.Summary.Counts)
            if (count.Kind == PlanKinds.Object)
                lost += count.Skip;
            else
                skipped += count.Skip;
        var took = clock.GetUtcNow() - (startedAt ?? clock.GetUtcNow());
        return $"{Words.Count(objects.Written, "object")} in {Words.Count(restore.Source.Types.Count, "object type")} created, "
            + (skipped == 0 ? "" : $"{Words.Count(skipped, "definition")} skipped, ")
            + (lost == 0 ? "" : $"{Words.Count(lost, "object")} left out, ")
            + (objects.Refused == 0 ? "" : $"{Words.Count(objects.Refused, "object")} refused, ")
            + $"in {Words.Duration(took)}.";
    }
}
