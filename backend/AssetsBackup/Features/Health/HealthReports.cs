using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>What was found lately: anybody may ask, so however often it is asked it is looked at every two seconds at most.</summary>
internal sealed class HealthReports(HealthCheckService checks, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan StaysTrueFor = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly Dictionary<string, (HealthAnswer Answer, DateTimeOffset At)> last = new(
        StringComparer.Ordinal
    );

    /// <param name="question">The tag of the checks that answer it.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<HealthAnswer> OfAsync(string question, CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (
                last.TryGetValue(question, out var known)
                && (clock.GetUtcNow() - known.At).Duration() < StaysTrueFor
            )
                return known.Answer;
            var answer = HealthAnswer.Of(
                await checks.CheckHealthAsync(
                    check => check.Tags.Contains(question),
                    cancellationToken
                )
            );
            last[question] = (answer, clock.GetUtcNow());
            return answer;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();
}
