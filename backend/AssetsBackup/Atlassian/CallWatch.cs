using System.Diagnostics;
using AssetsBackup.Hosting.Telemetry;

namespace AssetsBackup.Atlassian;

/// <summary>What those who wait for a call want of it.</summary>
/// <param name="BeforeCall">Runs before every attempt and may throw: a run that lost its lease calls nothing.</param>
/// <param name="WaitsFor">Told in words when calls have to wait for Jira's limits; how long, where none is made until then.</param>
/// <param name="Patience">How long one call may go on trying before it fails.</param>
internal sealed record CallWatch(
    Action BeforeCall,
    Func<string, TimeSpan?, CancellationToken, Task> WaitsFor,
    TimeSpan Patience
)
{
    private static readonly HttpRequestOptionsKey<CallWatch> Key = new(nameof(CallWatch));

    /// <summary>Somebody sits before a screen: the API answers within 10 seconds.</summary>
    public static CallWatch Interactive { get; } =
        new(() => { }, (_, _, _) => Task.CompletedTask, TimeSpan.FromSeconds(5));

    /// <summary>Who is served first where calls wait.</summary>
    public CallPriority Priority { get; init; }

    /// <summary>What a call is a part of when it is made; null where nobody traces it.</summary>
    public Func<ActivityContext>? PartOf { get; init; }

    public static CallWatch Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var watch) ? watch : Interactive;

    /// <summary>Says that, and why, nothing is called for a while.</summary>
    public Task TellPauseAsync(string why, TimeSpan pause, CancellationToken cancellationToken) =>
        WaitsFor(
            $"{why}; going on in {Math.Ceiling(pause.TotalSeconds)} s",
            pause,
            cancellationToken
        );

    public void Attach(HttpRequestMessage request)
    {
        request.Options.Set(Key, this);
        if (PartOf is { } whole)
            request.Options.Set(MeasuredCalls.PartOf, whole());
    }
}
