namespace AssetsBackup.Tests;

/// <summary>A wall clock that a test can move ahead. Timers and what is measured go on as they do.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long ticksAhead;

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref ticksAhead));

    public void MoveAhead(TimeSpan by) => Interlocked.Add(ref ticksAhead, by.Ticks);
}
