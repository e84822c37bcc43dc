namespace AssetsBackup.Atlassian.Limits;

/// <summary>Calls at an even pace, of which those of the last second may be made up for at once.</summary>
/// <param name="perMinute">How many calls where all of the share is used.</param>
/// <param name="part">How much of it is.</param>
internal sealed class Pace(double perMinute, Func<double> part, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly WaitingCalls waiting = new();
    private readonly long opened = clock.GetTimestamp();
    private ITimer? timer;
    private TimeSpan nextSlot = -Burst;

    public int PerMinute => Math.Max(1, (int)(perMinute * part()));

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return waiting.AreNone;
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(opened);

    public Task WaitAsync(Place place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiting.AreNone && TryTake())
                return Task.CompletedTask;
            var call = waiting.Add(place);
            WakeForNextSlot();
            return WaitingCalls.UntilLetGoAsync(call, cancellationToken);
        }
    }

    public void Dispose() => timer?.Dispose();

    private bool TryTake()
    {
        var now = Now;
        if (nextSlot > now)
            return false;
        nextSlot = (nextSlot > now - Burst ? nextSlot : now - Burst) + Length();
        return true;
    }

    // Slots that fell due while calls waited are given however late the timer is.
    private void GiveDueSlots()
    {
        lock (gate)
        {
            var now = Now;
            while (nextSlot <= now && waiting.LetOneGo())
                nextSlot += Length();
            if (!waiting.AreNone)
                WakeForNextSlot();
        }
    }

    private void WakeForNextSlot()
    {
        timer ??= clock.CreateTimer(
            _ => GiveDueSlots(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        // Timers count whole milliseconds; one that is early finds nothing due.
        var wait = nextSlot - Now + Tick;
        timer.Change(wait > Tick ? wait : Tick, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Length() => TimeSpan.FromMinutes(1) / (perMinute * part());
}
