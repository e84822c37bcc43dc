namespace AssetsBackup.Atlassian.Limits;

/// <summary>Lets the site's budget learn from the answer of every attempt, before the next call can go out.</summary>
internal sealed class AnswersHeard(RequestLimits limits, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var sentAt = clock.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken);
        limits.Hear(request, LimitAnswer.Of(response), sentAt);
        return response;
    }
}
