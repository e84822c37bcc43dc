using System.Threading.RateLimiting;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// Lets so many calls of an endpoint be under way at once as its pace needs: where answers take long, more of them. With each
/// answer it grows by a few calls, or shrinks by one, and never leaves its bounds; where less of the share is used, as much fewer
/// are under way.
/// </summary>
/// <param name="least">Calls at once where answers are quick.</param>
/// <param name="most">Calls at once however long answers take.</param>
/// <param name="perSecond">The pace; null where there is none, then it stays at the least.</param>
/// <param name="part">How much of the share is used, above 0 and at most 1.</param>
internal sealed class CallsInFlight(
    int least,
    int most,
    double? perSecond,
    TimeProvider clock,
    Func<double> part
)
{
    /// <summary>How much a call weighs in what is known of all: about the last ten count.</summary>
    private const double Weight = 0.2;

    // Answers that take longer than most must not hold up the pace, and what was not used is to be made up for.
    private const double Spare = 1.8;

    private readonly Lock gate = new();
    private readonly WaitingCalls waiting = new();
    private double? seconds;
    private int underWay;

    private int more;

    /// <summary>How many may be under way now.</summary>
    public int Allowed => Math.Max(1, (int)Math.Ceiling((least + more) * part()));

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return underWay == 0 && waiting.AreNone;
        }
    }

    /// <summary>Waits for a turn; giving the lease back tells how long the call took.</summary>
    public async ValueTask<Turn> AcquireAsync(Place place, CancellationToken cancellationToken)
    {
        await UntilLetGoAsync(place, cancellationToken);
        return new Turn(this, clock.GetTimestamp());
    }

    private Task UntilLetGoAsync(Place place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiting.AreNone && underWay < Allowed)
            {
                underWay++;
                return Task.CompletedTask;
            }
            return WaitingCalls.UntilLetGoAsync(waiting.Add(place), cancellationToken);
        }
    }

    private void GiveBack(TimeSpan? took)
    {
        lock (gate)
        {
            underWay--;
            if (took is { } measured)
                Adapt(measured.TotalSeconds);
            while (underWay < Allowed && waiting.LetOneGo())
                underWay++;
        }
    }

    private void Adapt(double took)
    {
        seconds = seconds is { } known ? known + (Weight * (took - known)) : took;
        var wanted = perSecond is { } pace
            ? Math.Clamp((int)Math.Ceiling(pace * seconds.Value * Spare), least, most)
            : least;
        more += Math.Clamp(wanted - least - more, -1, least);
    }

    private TimeSpan Elapsed(long since) => clock.GetElapsedTime(since);

    internal sealed class Turn(CallsInFlight calls, long since) : RateLimitLease
    {
        private bool isGivenBack;

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        /// <summary>No call was made: it tells nothing of how long they take.</summary>
        public void PutBack() => GiveBack(null);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                GiveBack(calls.Elapsed(since));
            base.Dispose(disposing);
        }

        private void GiveBack(TimeSpan? took)
        {
            if (isGivenBack)
                return;
            isGivenBack = true;
            calls.GiveBack(took);
        }
    }
}
