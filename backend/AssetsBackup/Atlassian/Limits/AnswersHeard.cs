using Microsoft.Extensions.Options;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>Lets the site's budget learn from the answer of every attempt, before the next call can go out.</summary>
internal sealed class AnswersHeard(
    RequestLimits limits,
    IOptions<AtlassianOptions> options,
    TimeProvider clock
) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var (sentAt, since) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            limits.Hear(request, LimitAnswer.Of(response), sentAt);
            return response;
        }
        // Who gave the attempt its time has measured from a little earlier.
        catch (OperationCanceledException)
            when (clock.GetElapsedTime(since) >= options.Value.Retry.AttemptTimeout * 0.9)
        {
            limits.Hear(request, LimitAnswer.NoneInTime, sentAt);
            throw;
        }
    }
}
