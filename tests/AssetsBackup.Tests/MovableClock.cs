using System.Collections.Concurrent;

namespace AssetsBackup.Tests;

/// <summary>A wall clock that a test can move ahead. Timers and what is measured go on as they do, but for those named.</summary>
internal sealed class MovableClock : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TimeSpan> instead = [];
    private long ticksAhead;

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref ticksAhead));

    public void MoveAhead(TimeSpan by) => Interlocked.Add(ref ticksAhead, by.Ticks);

    /// <summary>Single timers of exactly this length go off after another time.</summary>
    public void TimersAfter(TimeSpan length, TimeSpan other) => instead[length] = other;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) =>
        base.CreateTimer(
            callback,
            state,
            period == Timeout.InfiniteTimeSpan
                ? instead.GetValueOrDefault(dueTime, dueTime)
                : dueTime,
            period
        );
}
