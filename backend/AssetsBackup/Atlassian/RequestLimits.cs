using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<Endpoint, Budget> budgets = [];
    private readonly LimitOptions limits = options.Value.Limits;

    /// <summary>Waits for the endpoint's turn; the lease is given back when the attempt has ended.</summary>
    public async ValueTask<RateLimitLease> AcquireAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var watch = CallWatch.Of(request);
        var budget = budgets.GetOrAdd(Endpoint.Of(request), Open);
        var turn = await budget.TakeAsync(watch, cancellationToken);
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

    private Budget Open(Endpoint endpoint)
    {
        var perMinute =
            limits.Enabled && endpoint.IsAssets
                ? Math.Max(
                    1,
                    (int)(Published.GetValueOrDefault(endpoint.ToString(), General) * limits.Share)
                )
                : (int?)null;
        return new Budget(perMinute, limits.InFlight, clock);
    }

    private sealed class Budget(int? perMinute, int inFlight, TimeProvider clock) : IDisposable
    {
        private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

        private readonly TokenBucketRateLimiter? tokens = perMinute is { } allowed
            ? new(
                new TokenBucketRateLimiterOptions
                {
                    TokenLimit = Math.Max(1, allowed / 60),
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1) / allowed,
                    QueueLimit = int.MaxValue,
                }
            )
            : null;

        private readonly ConcurrencyLimiter turns = new(
            new ConcurrencyLimiterOptions { PermitLimit = inFlight, QueueLimit = int.MaxValue }
        );

        private long? toldAt;

        public async ValueTask<RateLimitLease> TakeAsync(
            CallWatch watch,
            CancellationToken cancellationToken
        )
        {
            if (tokens is not null)
            {
                var token = tokens.AcquireAsync(1, cancellationToken);
                if (!token.IsCompleted && IsTimeToTell())
                    await watch.WaitsFor(
                        $"Jira allows us {perMinute} requests a minute",
                        cancellationToken
                    );
                (await token).Dispose();
            }
            return await turns.AcquireAsync(1, cancellationToken);
        }

        public void Dispose()
        {
            tokens?.Dispose();
            turns.Dispose();
        }

        private bool IsTimeToTell()
        {
            if (toldAt is { } last && clock.GetElapsedTime(last) < TellEvery)
                return false;
            toldAt = clock.GetTimestamp();
            return true;
        }
    }
}
