using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// The budget of each site, one for all its runs: our share of what Atlassian publishes for its endpoints and for all of them
/// together, less what answers teach. Whoever waits for it is served by priority.
/// </summary>
internal sealed class RequestLimits(IOptions<AtlassianOptions> options, TimeProvider clock)
    : IDisposable
{
    // Contract §4.1. The platform publishes none: what it allows is learned from its answers alone.
    private const int OfSite = 10_000;
    private const int General = 1000;

    private static readonly Dictionary<string, int> Published = new(StringComparer.Ordinal)
    {
        ["GET /object/{id}"] = 2000,
        ["POST /object/create"] = 2000,
        ["GET /objectconnectedtickets/{id}/tickets"] = 2000,
        ["GET /objecttype/{id}/attributes"] = 2000,
        ["POST /object/aql/totalcount"] = 500,
    };

    private readonly Lock gate = new();
    private readonly Dictionary<Endpoint, EndpointBudget> budgets = [];
    private readonly Dictionary<string, Pace> sites = new(StringComparer.Ordinal);
    private readonly LimitOptions limits = options.Value.Limits;
    private long calls;

    /// <summary>Endpoints that somebody calls, has called lately, or of which a refusal is remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return budgets.Count;
        }
    }

    /// <summary>Of the site and endpoint of which most of our share was used in the last minute: how much of it.</summary>
    public double Used
    {
        get
        {
            lock (gate)
                return budgets
                    .Values.Select(budget => budget.Used)
                    .Concat(sites.Values.Select(site => site.Used))
                    .DefaultIfEmpty()
                    .Max();
        }
    }

    /// <summary>Waits for the call's turn; the lease is given back when the attempt has ended.</summary>
    /// <exception cref="AtlassianException">Jira keeps us away for longer than the caller has patience.</exception>
    public async ValueTask<RateLimitLease> AcquireAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var watch = CallWatch.Of(request);
        var place = new Place(watch.Priority, Interlocked.Increment(ref calls));
        var turn = await BudgetOf(request).TakeAsync(place, watch, cancellationToken);
        try
        {
            watch.BeforeCall();
            return turn;
        }
        catch
        {
            // A call that is not made keeps nobody waiting.
            turn.PutBack();
            throw;
        }
    }

    /// <summary>What came back for an attempt teaches all that call the same endpoint.</summary>
    public void Hear(HttpRequestMessage request, LimitAnswer answer, DateTimeOffset sentAt) =>
        BudgetOf(request)
            .Hear(
                answer,
                sentAt,
                Endpoint.Of(request).IsOfOneThing ? request.RequestUri!.AbsolutePath : null
            );

    /// <summary>0 to 1, so that callers that were stopped together do not come back together.</summary>
    public double Jitter() => RandomNumberGenerator.GetInt32(1001) / 1000d;

    public void Dispose()
    {
        foreach (var budget in budgets.Values)
            budget.Dispose();
        foreach (var site in sites.Values)
            site.Dispose();
    }

    private EndpointBudget BudgetOf(HttpRequestMessage request)
    {
        var endpoint = Endpoint.Of(request);
        lock (gate)
        {
            if (!budgets.TryGetValue(endpoint, out var budget))
            {
                DropIdle();
                budgets.Add(endpoint, budget = Open(endpoint));
            }
            budget.Touch();
            return budget;
        }
    }

    private void DropIdle()
    {
        foreach (var (endpoint, budget) in budgets.Where(pair => pair.Value.IsIdle).ToList())
        {
            budgets.Remove(endpoint);
            budget.Dispose();
        }
        var used = budgets.Keys.Select(endpoint => endpoint.Site).ToHashSet(StringComparer.Ordinal);
        foreach (var (site, pace) in sites.Where(pair => !used.Contains(pair.Key)).ToList())
        {
            sites.Remove(site);
            pace.Dispose();
        }
    }

    private EndpointBudget Open(Endpoint endpoint)
    {
        if (!limits.Enabled || !endpoint.IsAssets)
            return new EndpointBudget(endpoint, null, null, options.Value, clock);
        if (!sites.TryGetValue(endpoint.Site, out var site))
            sites.Add(endpoint.Site, site = new Pace(ShareOf(OfSite), () => 1, clock));
        var perMinute = ShareOf(Published.GetValueOrDefault(endpoint.ToString(), General));
        return new EndpointBudget(endpoint, perMinute, site, options.Value, clock);
    }

    private double ShareOf(int published) => Math.Max(1, published * limits.Share);
}
