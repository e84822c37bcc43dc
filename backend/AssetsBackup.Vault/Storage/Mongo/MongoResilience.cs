using Polly;
using Polly.Retry;

namespace AssetsBackup.Vault;

/// <summary>How long a call is repeated while a database is busy or away.</summary>
/// <param name="Total">After this long a failure is final; a call under way is not interrupted.</param>
/// <param name="First">The pause before the first repetition where the server names none; it doubles each time.</param>
/// <param name="Longest">The longest pause, whatever the server asks for.</param>
public sealed record MongoPatience(TimeSpan Total, TimeSpan First, TimeSpan Longest)
{
    /// <summary>Two minutes: a replica set elects a new primary in seconds, a throttled account recovers in seconds.</summary>
    public static readonly MongoPatience Default = new(
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromSeconds(20)
    );
}

/// <summary>
/// Every repetition of a call to a database is here; the driver's own are off, because Amazon DocumentDB and Cosmos DB refuse
/// them. Each call leaves the same when it is made twice: inserts recognise their own
/// document, deletes take only the one that they were to delete.
/// </summary>
internal sealed class MongoResilience(MongoPatience patience, TimeProvider clock)
{
    private static readonly ResiliencePropertyKey<long> StartedAt = new("started at");

    private readonly ResiliencePipeline pipeline = Build(patience, clock);

    /// <param name="what">What is said was not done when it fails.</param>
    /// <param name="call">The call; it may be made several times.</param>
    /// <param name="cancellationToken">Stops waiting and calling.</param>
    /// <exception cref="MongoStoreException">The database refused, or did not answer in time.</exception>
    internal async Task<T> RunAsync<T>(
        string what,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StartedAt, clock.GetTimestamp());
        try
        {
            return await pipeline.ExecuteAsync(
                async context => await call(context.CancellationToken),
                context
            );
        }
        catch (Exception e) when (MongoFailure.Of(e) is { } failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MongoStoreException(what, failure.Kind, failure.Code);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline Build(MongoPatience patience, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = patience.First,
                    MaxDelay = patience.Longest,
                    UseJitter = true,
                    ShouldHandle = arguments =>
                        new(
                            FailureIn(arguments.Outcome) is { IsWorthRepeating: true }
                                && clock.GetElapsedTime(
                                    arguments.Context.Properties.GetValue(StartedAt, 0)
                                ) < patience.Total
                        ),
                    DelayGenerator = arguments =>
                        new(
                            FailureIn(arguments.Outcome)?.RetryAfter is { } named
                                ? Shorter(named, patience.Longest)
                                : null
                        ),
                }
            )
            .Build();

    private static MongoFailure? FailureIn(Outcome<object> outcome) =>
        outcome.Exception is { } exception ? MongoFailure.Of(exception) : null;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
