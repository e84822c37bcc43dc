namespace AssetsBackup.Features.Runs;

/// <summary>A run as the screens and the command line show it. Times are UTC.</summary>
/// <param name="ConnectionId">The instance that it calls: a target's id, or that of the site that the app is set up for.</param>
/// <param name="SnapshotId">The backup that it made, verifies or restores; null for others, and of a backup until it ended well: one that did not may have stored its objects, under the run's own id.</param>
/// <param name="HasBackup">Whether its objects are stored: a backup that can be restored, however the run ends.</param>
/// <param name="Step">The step in words; null before it starts.</param>
/// <param name="Done">Items done in this step.</param>
/// <param name="Total">Items of this step; null while unknown.</param>
/// <param name="RatePerSecond">Items a second as measured lately; null while unknown.</param>
/// <param name="EtaSecondsLow">Seconds left if it speeds up by a quarter; null while unknown.</param>
/// <param name="EtaSecondsHigh">Seconds left if it slows down by a quarter; null while unknown.</param>
/// <param name="Result">What came out, in words; null until it ended well.</param>
public sealed record RunView(
    Guid Id,
    RunKind Kind,
    RunState State,
    Guid ConnectionId,
    Guid? SchemaId,
    Guid? SnapshotId,
    Guid? PlanId,
    bool HasBackup,
    string? Step,
    long Done,
    long? Total,
    double? RatePerSecond,
    double? EtaSecondsLow,
    double? EtaSecondsHigh,
    string? WaitsFor,
    bool StopRequested,
    string? ErrorCode,
    string? ErrorMessage,
    string? Result,
    string RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
)
{
    internal static RunView Of(Run run)
    {
        var left = run is { State: RunState.Running, Total: { } total, RatePerSecond: > 0 }
            ? Math.Max(0, total - run.Done) / run.RatePerSecond
            : null;
        return new(
            run.Id,
            run.Kind,
            run.State,
            run.ConnectionId,
            run.SchemaId,
            // A backup carries the id of its run.
            run is { Kind: RunKind.Backup, SnapshotId: null }
            && run.State.IsGood()
                ? run.Id
                : run.SnapshotId,
            run.PlanId,
            run.Lane == RunLane.Parts,
            run.Step,
            run.Done,
            run.Total,
            run.RatePerSecond,
            left * 0.8,
            left * 1.33,
            run.WaitsFor,
            run.StopRequested,
            run.ErrorCode,
            run.ErrorMessage,
            run.Result,
            run.RequestedBy,
            run.CreatedAt,
            run.StartedAt,
            run.FinishedAt
        );
    }
}

/// <summary>The answer to everything that takes longer than a call may.</summary>
public sealed record RunStarted(Guid RunId);
