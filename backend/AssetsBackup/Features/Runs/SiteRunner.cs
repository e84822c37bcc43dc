using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

/// <summary>
/// Drains the runs of one connection's site: at most one of each lane at a time, all under one lease.
/// A run found in state Running was left by a process that died: it goes on from its checkpoint.
/// </summary>
internal sealed class SiteRunner(
    IDbContextFactory<AppDatabase> databases,
    SiteLeases leases,
    RunExecution execution,
    TimeProvider clock,
    ILogger<SiteRunner> logger
)
{
    private static readonly TimeSpan LookForStopsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookForRunsEvery = TimeSpan.FromSeconds(1);

    // Within a lane a run that somebody waits for is before one that a schedule asked for, then they come in this order; of
    // equals the oldest is first.
    private static readonly RunKind[] Order =
    [
        RunKind.Restore,
        RunKind.Plan,
        RunKind.Sync,
        RunKind.Backup,
        RunKind.Verify,
        RunKind.Prune,
    ];

    /// <summary>Returns when nothing is left to do, or at once when another process serves the site.</summary>
    public async Task DrainAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var lease = await leases.TakeAsync(connectionId, cancellationToken);
        if (lease is null)
            return;
        using var keeping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeper = leases.KeepAsync(lease, keeping.Token);
        try
        {
            await DrainLanesAsync(lease, cancellationToken);
        }
        catch (LeaseLostException lost)
        {
            logger.LogWarning(
                lost,
                "The site of connection {ConnectionId} was taken over",
                connectionId
            );
        }
        finally
        {
            try
            {
                await keeping.CancelAsync();
                await keeper;
            }
            finally
            {
                await leases.GiveBackAsync(lease);
            }
        }
    }

    /// <summary>
    /// Drains the site of a run until the run has ended or waits, also where the lease is lost or held elsewhere for a
    /// while: for a process that no job wakes again.
    /// </summary>
    public async Task WorkOffAsync(
        Guid connectionId,
        Guid runId,
        CancellationToken cancellationToken
    )
    {
        await DrainAsync(connectionId, cancellationToken);
        while (await IsToBeWorkedOffAsync(runId, cancellationToken))
        {
            await Task.Delay(LookForRunsEvery, clock, cancellationToken);
            await DrainAsync(connectionId, cancellationToken);
        }
    }

    private async Task<bool> IsToBeWorkedOffAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Runs.AnyAsync(
            run =>
                run.Id == runId && (run.State == RunState.Queued || run.State == RunState.Running),
            cancellationToken
        );
    }

    private async Task DrainLanesAsync(Lease lease, CancellationToken cancellationToken)
    {
        var busy = new Dictionary<RunLane, Task>();
        try
        {
            while (true)
            {
                foreach (var lane in Enum.GetValues<RunLane>().Except(busy.Keys))
                    if (await TakeNextAsync(lease, lane, cancellationToken) is { } run)
                        busy[lane] = ExecuteAsync(run, lease, cancellationToken);
                if (busy.Count == 0)
                    return;
                // An idle lane is looked at again while the others work.
                await Task.WhenAny([
                    .. busy.Values,
                    Task.Delay(LookForRunsEvery, clock, cancellationToken),
                ]);
                foreach (var (lane, ended) in busy.Where(pair => pair.Value.IsCompleted).ToList())
                {
                    busy.Remove(lane);
                    await ended;
                }
            }
        }
        finally
        {
            await Task.WhenAll(busy.Values);
        }
    }

    private async Task ExecuteAsync(Run run, Lease lease, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchForStopAsync(run.Id, stopping);
        try
        {
            await execution.ExecuteAsync(run, lease, stopping.Token, cancellationToken);
        }
        finally
        {
            await stopping.CancelAsync();
            await watch;
        }
    }

    private async Task<Run?> TakeNextAsync(
        Lease lease,
        RunLane lane,
        CancellationToken cancellationToken
    )
    {
        lease.EnsureHeld();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var waiting = await database
            .Runs.Where(run => run.ConnectionId == lease.ConnectionId && run.Lane == lane)
            .ToGoOnWith(clock.GetUtcNow(), lease.Epoch)
            .OrderBy(run => run.CreatedAt)
            .ToListAsync(cancellationToken);
        var next = waiting
            .OrderBy(run => run.State == RunState.Running ? 0 : 1)
            .ThenBy(run => run.RequestedBy == Run.BySchedule ? 1 : 0)
            .ThenBy(run => Array.IndexOf(Order, run.Kind))
            .FirstOrDefault();
        if (next is null)
            return null;
        (next.State, next.Epoch, next.WaitsFor) = (RunState.Running, lease.Epoch, null);
        (next.GoesOnAt, next.ErrorCode, next.ErrorMessage) = (null, null, null);
        next.StartedAt ??= clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private async Task WatchForStopAsync(Guid runId, CancellationTokenSource stopping)
    {
        using var timer = new PeriodicTimer(LookForStopsEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
                if (await IsStopRequestedAsync(runId, stopping.Token))
                    await stopping.CancelAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run has ended, or is about to.
        }
    }

    private async Task<bool> IsStopRequestedAsync(Guid runId, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            return await database.Runs.AnyAsync(
                run => run.Id == runId && run.StopRequested,
                cancellationToken
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next look may tell; the run's outcome is not this watch's to replace.
            logger.LogWarning(failure, "Whether run {RunId} is to stop cannot be read", runId);
            return false;
        }
    }
}
