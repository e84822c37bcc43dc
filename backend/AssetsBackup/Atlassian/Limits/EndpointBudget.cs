using System.Net;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>How much one endpoint of a site may be called, by all runs together: a limited one slows only itself (contract §4.3).</summary>
internal sealed class EndpointBudget : IDisposable
{
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    private readonly Endpoint endpoint;
    private readonly TimeProvider clock;
    private readonly LearnedLimit learned;
    private readonly Pace? pace;
    private readonly Pace? site;
    private readonly CallsInFlight calls;
    private long usedAt;

    /// <param name="endpoint">Whose it is.</param>
    /// <param name="perMinute">Our share of what is published; null where nothing is.</param>
    /// <param name="site">The pace of all the site's endpoints together; null where nothing is published.</param>
    /// <param name="options">How many calls at once, and how long the first pause is.</param>
    /// <param name="clock">Of all waits.</param>
    public EndpointBudget(
        Endpoint endpoint,
        double? perMinute,
        Pace? site,
        AtlassianOptions options,
        TimeProvider clock
    )
    {
        (this.endpoint, this.site, this.clock) = (endpoint, site, clock);
        learned = new LearnedLimit(options.Retry.BaseDelay, clock);
        pace = perMinute is { } most ? new Pace(most, () => learned.Part, clock) : null;
        calls = new CallsInFlight(
            options.Limits.InFlight,
            Math.Max(options.Limits.InFlight, options.Limits.MostInFlight),
            perMinute / 60,
            clock,
            () => learned.Part
        );
        Touch();
    }

    /// <summary>Nobody has used it for a minute, and it has nothing to remember: a new one is as good.</summary>
    public bool IsIdle =>
        clock.GetElapsedTime(usedAt) > IdleAfter
        && calls.IsIdle
        && pace is null or { IsIdle: true }
        && learned is { Part: 1, Pause: null };

    /// <summary>Of what may be asked of the endpoint in a minute, the part that was in the last one; 0 where no limit is published.</summary>
    public double Used => pace?.Used ?? 0;

    public void Touch() => usedAt = clock.GetTimestamp();

    public void Hear(LimitAnswer answer, DateTimeOffset sentAt, string? thing) =>
        learned.Hear(answer, sentAt, thing);

    /// <summary>Waits for the call's turn.</summary>
    /// <exception cref="AtlassianException">Jira keeps us away for longer than the caller has patience.</exception>
    public async Task<CallsInFlight.Turn> TakeAsync(
        Place place,
        CallWatch watch,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            await StayAwayAsync(watch, cancellationToken);
            await WaitForSlotAsync(place, watch, cancellationToken);
            var turn = await calls.AcquireAsync(place, cancellationToken);
            if (learned.Pause is null)
                return turn;
            turn.PutBack();
        }
    }

    public void Dispose() => pace?.Dispose();

    private async Task StayAwayAsync(CallWatch watch, CancellationToken cancellationToken)
    {
        while (learned.Pause is { } pause)
        {
            // A wait that patience does not cover is not begun.
            if (pause.Left >= watch.Patience)
                throw SentAway(pause.Left, pause.By);
            await watch.TellPauseAsync(WhyOf(pause.By), pause.Left, cancellationToken);
            await Task.Delay(pause.Left, clock, cancellationToken);
        }
    }

    private async Task WaitForSlotAsync(
        Place place,
        CallWatch watch,
        CancellationToken cancellationToken
    )
    {
        if (pace is null)
            return;
        var slot = pace.WaitAsync(place, cancellationToken);
        if (!slot.IsCompleted)
            await watch.WaitsFor(WhyAt(pace.PerMinute), null, cancellationToken);
        await slot;
        if (site is not null)
            await site.WaitAsync(place, cancellationToken);
    }

    private string WhyAt(int perMinute) =>
        learned.IsNear ? $"Jira is near its limit; we make {perMinute} requests a minute for now"
        : learned.Part < 1 ? $"Jira refused requests lately; we make {perMinute} a minute for now"
        : $"Jira allows us {perMinute} requests a minute";

    private static string WhyOf(HttpStatusCode? by) =>
        by == HttpStatusCode.TooManyRequests
            ? "Jira asked us to slow down"
            : "Jira does not answer";

    private AtlassianException SentAway(TimeSpan left, HttpStatusCode? by) =>
        by == HttpStatusCode.TooManyRequests
            ? new RateLimitedException(endpoint, left, wasMade: false)
            : new AtlassianUnavailableException(endpoint, null, "it is not to be called yet")
            {
                RetryAfter = left,
                WasMade = false,
            };
}
