using System.Net;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Options;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace AssetsBackup.Atlassian;

/// <summary>
/// Every retry of a failed HTTP call is here (contract §4.3). A limit is waited out for any call, because a limited call was not
/// processed; a failure is repeated only for calls that leave the same when made twice.
/// </summary>
internal static class Resilience
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly ResiliencePropertyKey<long> FirstAttemptAt = new("first attempt");

    public static void Configure(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline,
        IServiceProvider services
    )
    {
        var retry = services.GetRequiredService<IOptions<AtlassianOptions>>().Value.Retry;
        var limits = services.GetRequiredService<RequestLimits>();
        var clock = services.GetRequiredService<TimeProvider>();
        pipeline.TimeProvider = clock;
        pipeline
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = retry.BaseDelay,
                    MaxDelay = LongestDelay,
                    UseJitter = true,
                    ShouldHandle = arguments => new(ShouldRepeat(arguments, clock)),
                    DelayGenerator = arguments =>
                        new(
                            NamedDelay(arguments.Outcome) is { } named
                                ? named + named * 0.2 * limits.Jitter()
                                : null
                        ),
                    OnRetry = TellAsync,
                }
            )
            .AddRateLimiter(
                new RateLimiterStrategyOptions
                {
                    RateLimiter = arguments =>
                        limits.AcquireAsync(
                            arguments.Context.GetRequestMessage()!,
                            arguments.Context.CancellationToken
                        ),
                }
            )
            .AddTimeout(
                new TimeoutStrategyOptions
                {
                    Timeout = retry.AttemptTimeout,
                    OnTimeout = arguments =>
                    {
                        limits.Hear(
                            arguments.Context.GetRequestMessage()!,
                            LimitAnswer.NoneInTime,
                            clock.GetUtcNow() - arguments.Timeout
                        );
                        return default;
                    },
                }
            );
    }

    private static bool ShouldRepeat(
        RetryPredicateArguments<HttpResponseMessage> arguments,
        TimeProvider clock
    )
    {
        var properties = arguments.Context.Properties;
        if (!properties.TryGetValue(FirstAttemptAt, out var since))
            properties.Set(FirstAttemptAt, since = clock.GetTimestamp());
        var request = arguments.Context.GetRequestMessage()!;
        // A wait that patience does not cover is not begun: whoever called may have better to do meanwhile.
        var waited = clock.GetElapsedTime(since) + (NamedDelay(arguments.Outcome) ?? TimeSpan.Zero);
        if (waited >= CallWatch.Of(request).Patience)
            return false;
        if (IsUnknownName(arguments.Outcome) && CallWatch.Of(request) == CallWatch.Interactive)
            return false;
        return IsLimit(arguments.Outcome.Result)
            || (Endpoint.Of(request).IsRepeatable && IsTransient(arguments.Outcome));
    }

    // Somebody who has mistyped an address is told at once. A run waits: it knew the name before.
    private static bool IsUnknownName(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception
            is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };

    private static bool IsLimit(HttpResponseMessage? response) =>
        response?.StatusCode == HttpStatusCode.TooManyRequests;

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
            ? Hosting.Outbound.OutboundRefusedException.In(outcome.Exception) is null
            : outcome.Result is { } response && AtlassianFailures.IsTransient(response.StatusCode);

    private static TimeSpan? NamedDelay(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? AtlassianFailures.RetryAfter(response) : null;

    private static async ValueTask TellAsync(OnRetryArguments<HttpResponseMessage> arguments)
    {
        var why = IsLimit(arguments.Outcome.Result)
            ? "Jira asked us to slow down"
            : "Jira does not answer";
        await CallWatch
            .Of(arguments.Context.GetRequestMessage()!)
            .TellPauseAsync(why, arguments.RetryDelay, arguments.Context.CancellationToken);
    }
}
