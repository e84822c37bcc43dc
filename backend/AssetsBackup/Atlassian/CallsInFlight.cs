using System.Threading.RateLimiting;

namespace AssetsBackup.Atlassian;

/// <summary>
/// Lets so many calls of an endpoint be under way at once as its pace needs: where answers take long, more of them. It moves by
/// one call at a time and never below or above its bounds.
/// </summary>
/// <param name="least">Calls at once where answers are quick.</param>
/// <param name="most">Calls at once however long answers take.</param>
/// <param name="perSecond">The pace; null where there is none, then it stays at the least.</param>
internal sealed class CallsInFlight(int least, int most, double? perSecond, TimeProvider clock)
    : IDisposable
{
    /// <summary>How much a call weighs in what is known of all: about the last ten count.</summary>
    private const double Weight = 0.2;

    // Answers that take longer than most must not hold up the pace.
    private const double Spare = 1.3;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turns = new(least);
    private double? seconds;
    private int underWay;

    private int more;

    /// <summary>How many may be under way now.</summary>
    public int Allowed => least + more;

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return underWay == 0;
        }
    }

    /// <summary>Waits for a turn; giving the lease back tells how long the call took.</summary>
    public async ValueTask<RateLimitLease> AcquireAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            underWay++;
        try
        {
            await turns.WaitAsync(cancellationToken);
        }
        catch
        {
            lock (gate)
                underWay--;
            throw;
        }
        return new Turn(this, clock.GetTimestamp());
    }

    public void Dispose() => turns.Dispose();

    private void GiveBack(TimeSpan took)
    {
        lock (gate)
        {
            underWay--;
            seconds = seconds is { } known
                ? known + (Weight * (took.TotalSeconds - known))
                : took.TotalSeconds;
            var wanted = perSecond is { } pace
                ? Math.Clamp((int)Math.Ceiling(pace * seconds.Value * Spare), least, most)
                : least;
            var change = Math.Sign(wanted - Allowed);
            more += change;
            if (change >= 0)
                turns.Release(1 + change);
        }
    }

    private sealed class Turn(CallsInFlight calls, long since) : RateLimitLease
    {
        private bool isGivenBack;

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (!isGivenBack && disposing)
            {
                isGivenBack = true;
                calls.GiveBack(calls.Elapsed(since));
            }
            base.Dispose(disposing);
        }
    }

    private TimeSpan Elapsed(long since) => clock.GetElapsedTime(since);
}
