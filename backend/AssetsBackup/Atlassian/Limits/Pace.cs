namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// Calls at an even pace, of which those that were not made lately may be made up for at once. It lets no more go in any minute than
/// the share, as published limits are of minutes (contract §4.3): what was made up for is spread over the rest of its minute, so
/// that nobody is kept waiting at the end of it.
/// </summary>
/// <param name="perMinute">How many calls where all of the share is used.</param>
/// <param name="part">How much of it is.</param>
internal sealed class Pace(double perMinute, Func<double> part, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MadeUpFor = TimeSpan.FromSeconds(10);

    // Timers are late by less; whoever was refused lately makes up for no more.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly WaitingCalls waiting = new();
    private readonly long opened = clock.GetTimestamp();
    private readonly Queue<TimeSpan> ofLastMinute = new();
    private ITimer? timer;
    private TimeSpan nextSlot = -MadeUpFor;

    public int PerMinute => Math.Max(1, (int)(perMinute * part()));

    /// <summary>Of all the share, the part that was used in the last minute.</summary>
    public double Used
    {
        get
        {
            lock (gate)
            {
                ForgetOlderThanAMinute(Now);
                return ofLastMinute.Count / perMinute;
            }
        }
    }

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
        if (FreeAt(now) > now)
            return false;
        var madeUpFor = part() < 1 ? Moment : MadeUpFor;
        if (nextSlot < now - madeUpFor)
            nextSlot = now - madeUpFor;
        Take(now);
        return true;
    }

    // Slots that fell due while calls waited are given however late the timer is.
    private void GiveDueSlots()
    {
        lock (gate)
        {
            var now = Now;
            while (FreeAt(now) <= now && waiting.LetOneGo())
                Take(now);
            if (!waiting.AreNone)
                WakeForNextSlot();
        }
    }

    /// <summary>When the next call may be made.</summary>
    private TimeSpan FreeAt(TimeSpan now)
    {
        ForgetOlderThanAMinute(now);
        var minute = ofLastMinute.Count < (int)perMinute ? now : ofLastMinute.Peek() + Window;
        return nextSlot > minute ? nextSlot : minute;
    }

    private void ForgetOlderThanAMinute(TimeSpan now)
    {
        while (ofLastMinute.TryPeek(out var first) && first + Window <= now)
            ofLastMinute.Dequeue();
    }

    private void Take(TimeSpan now)
    {
        ofLastMinute.Enqueue(now);
        var even = Length();
        var left = (int)perMinute - ofLastMinute.Count;
        var spread = left > 0 ? (ofLastMinute.Peek() + Window - now) / left : TimeSpan.Zero;
        nextSlot += nextSlot > now - Moment && spread > even ? spread : even;
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
        var now = Now;
        var wait = FreeAt(now) - now + Tick;
        timer.Change(wait > Tick ? wait : Tick, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Length() => TimeSpan.FromMinutes(1) / (perMinute * part());
}
