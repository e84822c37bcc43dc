using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Atlassian;

/// <summary>Our share of what Atlassian allows, by site and endpoint: a limited endpoint slows only itself (contract §4).</summary>
internal sealed class RequestLimits(IOptions<AtlassianOptions> options, TimeProvider clock)
    : IDisposable
{
    private const int General = 1000;

    // Contract §4.1. The platform publishes none; its 429 are waited out.
    private static readonly Dictionary<string, int> Published = new(StringComparer.Ordinal)
    {
        ["GET /object/{id}"] = 2000,
        ["POST /object/create"] = 2000,
        ["GET /objectconnectedtickets/{id}/tickets"] = 2000,
        ["GET /objecttype/{id}/attributes"] = 2000,
        ["POST /object/aql/totalcount"] = 500,
    };

    private readonly Lock gate = new();
    private readonly Dictionary<Endpoint, Budget> budgets = [];
    private readonly LimitOptions limits = options.Value.Limits;

    /// <summary>Endpoints that somebody calls, or has called lately.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return budgets.Count;
        }
    }

    /// <summary>Waits for the endpoint's turn; the lease is given back when the attempt has ended.</summary>
    public async ValueTask<RateLimitLease> AcquireAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var watch = CallWatch.Of(request);
        var (budget, wait) = TakeSlot(Endpoint.Of(request));
        var turn = await budget.TakeAsync(wait, watch, cancellationToken);
        try
        {
            watch.BeforeCall();
            return turn;
        }
        catch
        {
            // A call that is not made keeps nobody waiting.
            turn.Dispose();
            throw;
        }
    }

    /// <summary>0 to 1, so that callers that were stopped together do not come back together.</summary>
    public double Jitter() => RandomNumberGenerator.GetInt32(1001) / 1000d;

    public void Dispose()
    {
        foreach (var budget in budgets.Values)
            budget.Dispose();
    }

    private (Budget Budget, TimeSpan Wait) TakeSlot(Endpoint endpoint)
    {
        lock (gate)
        {
            if (!budgets.TryGetValue(endpoint, out var budget))
            {
                DropIdle();
                budgets.Add(endpoint, budget = Open(endpoint));
            }
            return (budget, budget.TakeSlot());
        }
    }

    // One that nobody has used for a minute has all of its share again, as a new one has.
    private void DropIdle()
    {
        foreach (var (endpoint, budget) in budgets.Where(pair => pair.Value.IsIdle).ToList())
        {
            budgets.Remove(endpoint);
            budget.Dispose();
        }
    }

    private Budget Open(Endpoint endpoint)
    {
        var perMinute =
            limits.Enabled && endpoint.IsAssets
                ? Math.Max(
                    1,
                    (int)(Published.GetValueOrDefault(endpoint.ToString(), General) * limits.Share)
                )
                : (int?)null;
        return new Budget(perMinute, limits, clock);
    }

    /// <summary>
    /// Slots at an even pace, of which those of the last second may be made up for at once. The library's own bucket has
    /// a timer for each endpoint of each site, and a clock of its own.
    /// </summary>
    private sealed class Budget(int? perMinute, LimitOptions limits, TimeProvider clock)
        : IDisposable
    {
        private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

        private readonly CallsInFlight calls = new(
            limits.InFlight,
            Math.Max(limits.InFlight, limits.MostInFlight),
            perMinute / 60d,
            clock
        );
        private readonly long opened = clock.GetTimestamp();
        private TimeSpan nextSlot = -Burst;
        private TimeSpan lastSlot;
        private TimeSpan? toldAt;

        private TimeSpan Now => clock.GetElapsedTime(opened);

        public bool IsIdle => Now > lastSlot + IdleAfter && calls.IsIdle;

        /// <summary>How long to wait for the slot; it is taken.</summary>
        public TimeSpan TakeSlot()
        {
            var now = Now;
            if (perMinute is { } allowed)
            {
                lastSlot = nextSlot > now - Burst ? nextSlot : now - Burst;
                nextSlot = lastSlot + TimeSpan.FromMinutes(1) / allowed;
            }
            if (lastSlot < now)
                lastSlot = now;
            return lastSlot - now;
        }

        public async ValueTask<RateLimitLease> TakeAsync(
            TimeSpan wait,
            CallWatch watch,
            CancellationToken cancellationToken
        )
        {
            if (wait > TimeSpan.Zero)
            {
                if (IsTimeToTell())
                    await watch.WaitsFor(
                        $"Jira allows us {perMinute} requests a minute",
                        cancellationToken
                    );
                await Task.Delay(wait, clock, cancellationToken);
            }
            return await calls.AcquireAsync(cancellationToken);
        }

        public void Dispose() => calls.Dispose();

        private bool IsTimeToTell()
        {
            var now = Now;
            if (now < toldAt + TellEvery)
                return false;
            toldAt = now;
            return true;
        }
    }
}
