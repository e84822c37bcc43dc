using System.Diagnostics;
using System.Text.Json;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

/// <summary>
/// A run body's hold on its row. Each write carries the epoch of the site lease: a process that lost the lease changes
/// nothing and learns it by <see cref="LeaseLostException"/>.
/// </summary>
internal sealed class RunContext(
    Run run,
    Lease lease,
    IDbContextFactory<AppDatabase> databases,
    TimeProvider clock
) : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    // What was measured before it says nothing of when the run is done.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);
    private readonly ProgressRate rate = new(clock);
    private readonly RunSpan span = new(run);
    private readonly SemaphoreSlim reporting = new(1, 1);
    private readonly Lock telling = new();
    private long lastReport;
    private (bool IsPause, long At)? lastWait;
    private string? lastStep;

    public Guid Id => run.Id;
    public Guid TenantId => run.TenantId;
    public Guid ConnectionId => run.ConnectionId;
    public RunKind Kind => run.Kind;
    public RunLane Lane => run.Lane;
    public Guid? SchemaId => run.SchemaId;
    public Guid? SnapshotId => run.SnapshotId;
    public Guid? PlanId => run.PlanId;
    public string RequestedBy => run.RequestedBy;

    /// <summary>Must still be held before every outgoing call and every blob written.</summary>
    public Lease Lease => lease;

    /// <summary>The span of what is done now, for what is a part of it.</summary>
    public ActivityContext Span => span.Now;

    public T Arguments<T>() => run.ArgumentsAs<T>();

    public T? Checkpoint<T>()
        where T : class => run.CheckpointAs<T>();

    /// <summary>Stores where to go on from. What it names must be durable already.</summary>
    public async Task SaveCheckpointAsync<T>(T checkpoint, CancellationToken cancellationToken)
        where T : class
    {
        var json = JsonSerializer.Serialize(checkpoint, JsonSerializerOptions.Web);
        await WriteAsync(row => (row.Checkpoint, row.Waits) = (json, 0), cancellationToken);
        run.Checkpoint = json;
    }

    /// <summary>The run begins anew.</summary>
    public async Task ForgetCheckpointAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(row => row.Checkpoint = null, cancellationToken);
        run.Checkpoint = null;
    }

    /// <summary>Shows progress; reports that come faster than twice a second within one step are left out.</summary>
    public async Task ReportAsync(
        string step,
        long done,
        long? total,
        CancellationToken cancellationToken
    )
    {
        await reporting.WaitAsync(cancellationToken);
        try
        {
            var isNewStep = step != lastStep;
            var perSecond = rate.Measure(step, done);
            if (!isNewStep && clock.GetElapsedTime(lastReport) < ReportEvery && done != total)
                return;
            (lastReport, lastStep) = (clock.GetTimestamp(), step);
            if (isNewStep)
                span.Begin(run, step);
            await WriteAsync(
                row =>
                    (row.Step, row.Done, row.Total, row.RatePerSecond, row.WaitsFor) = (
                        step,
                        done,
                        total,
                        perSecond,
                        null
                    ),
                cancellationToken
            );
        }
        finally
        {
            reporting.Release();
        }
    }

    /// <summary>
    /// Says what the run waits for; the next report clears it. Many calls wait at once: something is written every two seconds, and
    /// a pause, which says when it ends, at once.
    /// </summary>
    public Task WaitsForAsync(string what, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var isPause = pause is not null;
        lock (telling)
        {
            if (
                lastWait is { } last
                && (last.IsPause || !isPause)
                && clock.GetElapsedTime(last.At) < TellEvery
            )
                return Task.CompletedTask;
            lastWait = (isPause, clock.GetTimestamp());
        }
        return WriteAsync(
            row =>
            {
                row.WaitsFor = what;
                if (pause >= LongPause)
                    row.RatePerSecond = null;
            },
            cancellationToken
        );
    }

    public Task LogAsync(RunLogLevel level, string message, CancellationToken cancellationToken) =>
        SaveAsync(
            (database, _) =>
            {
                database.RunLog.Add(Line(level, message));
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>A line of the run's log, to be saved together with what it tells of.</summary>
    internal RunLogEntry Line(RunLogLevel level, string message) =>
        new()
        {
            TenantId = run.TenantId,
            RunId = run.Id,
            At = clock.GetUtcNow(),
            Level = level,
            Message = message,
        };

    /// <summary>Saves what the change leaves in the unit of work, in one transaction with the look at the epoch.</summary>
    internal async Task SaveAsync(
        Func<AppDatabase, Run, Task> change,
        CancellationToken cancellationToken
    )
    {
        lease.EnsureHeld();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var row =
            await database.Runs.SingleOrDefaultAsync(
                candidate =>
                    candidate.Id == run.Id
                    && candidate.TenantId == run.TenantId
                    && candidate.Epoch == lease.Epoch,
                cancellationToken
            ) ?? throw new LeaseLostException(run.ConnectionId);
        await change(database, row);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What the run came to, for its trace.</summary>
    internal void Ended(Run row) => span.End(row);

    public void Dispose()
    {
        span.Dispose();
        reporting.Dispose();
    }

    private Task WriteAsync(Action<Run> change, CancellationToken cancellationToken) =>
        SaveAsync(
            (_, row) =>
            {
                change(row);
                return Task.CompletedTask;
            },
            cancellationToken
        );
}
