using System.Text.Json;
using AssetsBackup.Features.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Runs;

/// <summary>One execution of a sync, backup, verification, plan, restore or pruning.</summary>
internal sealed class Run : IWatched
{
    public const string InQueueWords = "Waiting for its turn";

    public const string StoppedWords = "Stopped. What was done so far is kept.";

    /// <summary>Who asks for the runs that begin by themselves.</summary>
    public const string BySchedule = "schedule";

    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>The connection whose site this run reads from or writes to; its runs share one budget and one runner.</summary>
    public required Guid ConnectionId { get; init; }

    public required RunKind Kind { get; init; }

    public RunState State { get; set; }

    public RunLane Lane { get; set; }

    public Guid? SchemaId { get; init; }

    public Guid? SnapshotId { get; init; }

    public Guid? PlanId { get; init; }

    /// <summary>What the admin asked for, as JSON of the run kind's own arguments. Ids and words, never a secret.</summary>
    public string Arguments { get; init; } = "{}";

    /// <summary>The Atlassian account, "operator" from the command line, or <see cref="BySchedule"/>.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The step in words, as the admin reads it.</summary>
    public string? Step { get; set; }

    public long Done { get; set; }

    /// <summary>Null while not known.</summary>
    public long? Total { get; set; }

    /// <summary>Items a second, measured over the last reports of this step.</summary>
    public double? RatePerSecond { get; set; }

    /// <summary>What it waits for, in words: the queue, Jira's limit, a new token.</summary>
    public string? WaitsFor { get; set; }

    /// <summary>When a paused run goes on by itself; null while it waits for somebody, or does not wait.</summary>
    public DateTimeOffset? GoesOnAt { get; set; }

    /// <summary>How often in a row it has paused by itself without saving a checkpoint in between.</summary>
    public int Waits { get; set; }

    /// <summary>What the body needs to go on after a crash, as JSON. It names only what is durable.</summary>
    public string? Checkpoint { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>What came out, in words for the admin.</summary>
    public string? Result { get; set; }

    public bool StopRequested { get; set; }

    /// <summary>The epoch of the site lease under which it was last written.</summary>
    public long Epoch { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public long Change { get; set; }

    /// <summary>What it was asked for.</summary>
    public T ArgumentsAs<T>() =>
        JsonSerializer.Deserialize<T>(Arguments, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"Run {Id} has no arguments.");

    /// <summary>Where its body goes on; null at the beginning.</summary>
    public T? CheckpointAs<T>()
        where T : class =>
        Checkpoint is null
            ? null
            : JsonSerializer.Deserialize<T>(Checkpoint, JsonSerializerOptions.Web);

    /// <summary>What it waited for has come.</summary>
    public void GoOn() =>
        (State, ErrorCode, ErrorMessage, WaitsFor, GoesOnAt) = (
            RunState.Queued,
            null,
            null,
            InQueueWords,
            null
        );

    /// <summary>A run that no process has begun, or that waits, ends at once; a running one at its next safe point.</summary>
    public void RequestStop(DateTimeOffset now)
    {
        StopRequested = true;
        if (State != RunState.Running)
            (State, FinishedAt, WaitsFor, GoesOnAt, Result) = (
                RunState.Stopped,
                now,
                null,
                null,
                StartedAt is null ? "Stopped before it began." : StoppedWords
            );
    }
}

public enum RunKind
{
    Sync,
    Backup,
    Verify,
    Plan,
    Restore,
    Prune,
}

/// <summary>A site has one run of each at a time.</summary>
public enum RunLane
{
    /// <summary>What reads from the site or works on the vault.</summary>
    Read,

    /// <summary>What writes to the site: a restore does not wait for a long backup.</summary>
    Write,

    /// <summary>What a backup reads object by object, for hours, once its objects are stored: no other backup waits for that.</summary>
    Parts,
}

public enum RunState
{
    Queued,
    Running,
    Paused,
    Succeeded,
    Partial,
    Failed,
    Stopped,
}

internal static class RunStates
{
    public static readonly RunState[] Active = [RunState.Queued, RunState.Running, RunState.Paused];

    public static bool IsActive(this RunState state) => Active.Contains(state);

    /// <summary>Whether it came to its end and left what it was to make, with gaps or without.</summary>
    public static bool IsGood(this RunState state) =>
        state is RunState.Succeeded or RunState.Partial;

    /// <summary>What is to be begun or gone on with: queued runs, paused ones whose time has come, ones whose process died.</summary>
    /// <param name="runs">Where to look.</param>
    /// <param name="now">The time.</param>
    /// <param name="ownEpoch">Of the process that asks: running ones of this epoch are its own, and alive.</param>
    public static IQueryable<Run> ToGoOnWith(
        this IQueryable<Run> runs,
        DateTimeOffset now,
        long? ownEpoch = null
    ) =>
        runs.Where(run =>
            run.State == RunState.Queued
            || (run.State == RunState.Paused && run.GoesOnAt <= now)
            || (run.State == RunState.Running && run.Epoch != ownEpoch)
        );
}

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.HasKey(run => run.Id);
        builder.HasIndex(run => new { run.TenantId, run.Change });
        builder.HasIndex(run => new { run.ConnectionId, run.State });
        builder.HasIndex(run => new
        {
            run.TenantId,
            run.SchemaId,
            run.CreatedAt,
        });
    }
}
