namespace AssetsBackup.Features.Runs;

/// <summary>
/// What a kind of run does. It starts from the checkpoint that the context gives, or from the beginning where there is
/// none. Cancellation means stop or shutdown: it throws OperationCanceledException and leaves its checkpoint.
/// Unexpected exceptions fly: the runner records them as the run's end.
/// </summary>
internal interface IRunBody
{
    RunKind Kind { get; }

    Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken);
}

/// <summary>How a run ended, or why it waits.</summary>
/// <param name="Result">What came out, in words for the admin.</param>
/// <param name="ErrorCode">A code of the problem catalogue.</param>
/// <param name="GoesOn">When a paused run goes on by itself; null for one that waits for somebody.</param>
/// <param name="Lane">Where it goes on; null for the lane that it is in.</param>
internal sealed record RunOutcome(
    RunState State,
    string? Result = null,
    string? ErrorCode = null,
    string? ErrorMessage = null,
    BackOff? GoesOn = null,
    RunLane? Lane = null
)
{
    public static RunOutcome Succeeded(string result) => new(RunState.Succeeded, result);

    public static RunOutcome Partial(string result, string code, string message) =>
        new(RunState.Partial, result, code, message);

    public static RunOutcome Failed(string code, string message) =>
        new(RunState.Failed, null, code, message);

    /// <summary>It goes on from its checkpoint as soon as it is its turn in another lane.</summary>
    public static RunOutcome GoesOnIn(RunLane lane) => new(RunState.Queued, Lane: lane);

    /// <summary>It can go on from its checkpoint once somebody has mended what the message names.</summary>
    public static RunOutcome Paused(string code, string message) =>
        new(RunState.Paused, null, code, message);

    /// <summary>It goes on by itself from its checkpoint, each time later while it gets nowhere.</summary>
    /// <param name="named">How long the other side asks us to stay away at least; null where it does not say.</param>
    public static RunOutcome Waiting(string code, string message, TimeSpan? named) =>
        new(RunState.Paused, null, code, message, new BackOff(named));

    /// <summary>It goes on by itself from its checkpoint soon after there is room. Looking costs nobody anything.</summary>
    public static RunOutcome WaitingForRoom(string code, string message) =>
        new(RunState.Paused, null, code, message, new BackOff(null, TimeSpan.FromMinutes(5)));
}
