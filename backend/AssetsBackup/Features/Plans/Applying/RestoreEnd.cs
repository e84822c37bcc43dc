using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>What a restore leaves behind: the plan's state, words for the admin, and a sync of the site.</summary>
internal sealed class RestoreEnd(
    IDbContextFactory<AppDatabase> databases,
    RunQueue queue,
    TimeProvider clock
)
{
    public async Task<RunOutcome> SucceedAsync(Restore restore, CancellationToken cancellationToken)
    {
        await new LeftOut(restore).TellAsync(cancellationToken);
        var run = restore.Run;
        run.Lease.EnsureHeld();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var plan = await PlanAsync(database, run, cancellationToken);
        plan.State = PlanState.Applied;
        if (await IsCurrentAsync(database, run, cancellationToken))
            queue.Add(
                database,
                new NewRun(run.TenantId, run.ConnectionId, RunKind.Sync, run.RequestedBy)
            );
        var words = await ResultAsync(database, restore, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
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
        var skipped = restore.Facts.Summary.Counts.Sum(count => count.Skip);
        var took = clock.GetUtcNow() - (startedAt ?? clock.GetUtcNow());
        return $"{Words.Count(objects.Written, "object")} in {Words.Count(restore.Source.Types.Count, "object type")} created, "
            + (skipped == 0 ? "" : $"{Words.Count(skipped, "definition")} skipped, ")
            + (objects.Refused == 0 ? "" : $"{Words.Count(objects.Refused, "object")} refused, ")
            + $"in {Words.Duration(took)}.";
    }

    private static Task<Plan> PlanAsync(
        AppDatabase database,
        RunContext run,
        CancellationToken cancellationToken
    ) =>
        database.Plans.SingleAsync(
            plan => plan.TenantId == run.TenantId && plan.Id == run.PlanId,
            cancellationToken
        );

    private static Task<bool> IsCurrentAsync(
        AppDatabase database,
        RunContext run,
        CancellationToken cancellationToken
    ) =>
        database.Connections.AnyAsync(
            connection =>
                connection.TenantId == run.TenantId
                && connection.Id == run.ConnectionId
                && connection.Role == ConnectionRole.Current,
            cancellationToken
        );
}
