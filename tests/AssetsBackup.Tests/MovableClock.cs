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
    ) => new Timer(this, base.CreateTimer(callback, state, Instead(dueTime, period), period));

    private TimeSpan Instead(TimeSpan dueTime, TimeSpan period) =>
        period == Timeout.InfiniteTimeSpan ? instead.GetValueOrDefault(dueTime, dueTime) : dueTime;

    /// <summary>Some callers make a timer first and set it later.</summary>
    private sealed class Timer(MovableClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(clock.Instead(dueTime, period), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
