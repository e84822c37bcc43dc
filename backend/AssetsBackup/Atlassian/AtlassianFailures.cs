using System.Globalization;
using System.Net;
using System.Text.Json;
using AssetsBackup.Hosting.Outbound;
using Polly.Timeout;

namespace AssetsBackup.Atlassian;

/// <summary>The one place where an HTTP failure becomes one of our exceptions.</summary>
internal static class AtlassianFailures
{
    /// <summary>Null for a good answer.</summary>
    public static async Task<Exception?> OfResponseAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return null;
        var endpoint = Endpoint.Of(response.RequestMessage!);
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new TokenRejectedException(endpoint),
            HttpStatusCode.Redirect when IsToSignIn(response) => new TokenRejectedException(
                endpoint
            ),
            >= HttpStatusCode.MovedPermanently
            and < HttpStatusCode.BadRequest when OtherHost(response) is { } host =>
                new SiteMovedException(endpoint, status, host),
            HttpStatusCode.Forbidden => new AccessDeniedException(
                endpoint,
                IsAddressBlocked(await ReadAsync(response))
            ),
            HttpStatusCode.NotFound => new AtlassianNotFoundException(
                endpoint,
                IsOfGateway(await ReadAsync(response))
            ),
            HttpStatusCode.TooManyRequests => new RateLimitedException(
                endpoint,
                RetryAfter(response)
            ),
            var refused when IsNotProcessed(refused) => new AtlassianUnavailableException(
                endpoint,
                status,
                "it was not processed"
            ),
            var lost when IsOfOneBetween(lost) => Lost(endpoint, status, "a gateway gave up", null),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => Refusal(
                endpoint,
                status,
                await ReadAsync(response)
            ),
            _ => Lost(endpoint, status, "the server failed", null, RetryAfter(response)),
        };
    }

    /// <summary>A Data Center sends those whom it does not know to its sign-in page (contract §11).</summary>
    public static bool IsToSignIn(HttpResponseMessage response) =>
        response.Headers.Location is { } next
        && next.OriginalString.Split('?')[0].Split('/')[^1] is "login" or "login.jsp";

    private static string? OtherHost(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } next
        && next.Host != response.RequestMessage!.RequestUri!.Host
            ? next.Host
            : null;

    /// <summary>Whether the same call may be answered well a little later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status >= HttpStatusCode.InternalServerError
        || IsNotProcessed(status)
        || IsOfOneBetween(status);

    // 421 and 425: who answers says that the call went no further (RFC 9110 §15.5.20, RFC 8470 §5.2).
    private static bool IsNotProcessed(HttpStatusCode status) =>
        status is HttpStatusCode.MisdirectedRequest or (HttpStatusCode)425;

    // 408 and 499: somebody between gave up; what lies behind may have been at work.
    private static bool IsOfOneBetween(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or (HttpStatusCode)499;

    /// <summary>
    /// What an answer names, whatever our own clock says: a date is held against the answer's own. A refusal may name the end of the
    /// limit's window instead (contract §4.2), which says nothing where it is past or is no time.
    /// </summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { Delta: { } delta }
            ? delta
            : Until(response, response.Headers.RetryAfter?.Date ?? Reset(response));

    private static TimeSpan? Until(HttpResponseMessage response, DateTimeOffset? time) =>
        time is { } until && response.Headers.Date is { } now && until > now ? until - now : null;

    private static DateTimeOffset? Reset(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        && response.Headers.TryGetValues("X-RateLimit-Reset", out var values)
        && DateTimeOffset.TryParse(
            values.First(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var reset
        )
            ? reset
            : null;

    public static Exception OfTransport(
        HttpRequestMessage request,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (
            cancellationToken.IsCancellationRequested
            || OutboundRefusedException.In(exception) is not null
            || exception
                is not (
                    HttpRequestException
                    or TimeoutRejectedException
                    or IOException
                    or OperationCanceledException
                )
        )
            return exception;
        var endpoint = Endpoint.Of(request);
        if (
            exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConfigurationLimitExceeded
            }
        )
            return endpoint.IsRepeatable
                ? new AnswerTooLargeException(endpoint)
                : new AnswerLostException(endpoint, null, exception);
        var wasSent =
            exception
            is not HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            };
        return wasSent
            ? Lost(endpoint, null, "no answer came", exception)
            : new AtlassianUnavailableException(endpoint, null, "no connection", exception);
    }

    /// <summary>A good status with a body that is not the JSON it should be, such as a gateway's page.</summary>
    public static Exception OfUnreadable(HttpResponseMessage response, Exception exception) =>
        Lost(
            Endpoint.Of(response.RequestMessage!),
            (int)response.StatusCode,
            "the body cannot be read",
            // The reader's own message quotes the body.
            exception is JsonException
                ? null
                : exception
        );

    private static AtlassianException Lost(
        Endpoint endpoint,
        int? status,
        string what,
        Exception? inner,
        TimeSpan? retryAfter = null
    ) =>
        endpoint.IsRepeatable
            ? new AtlassianUnavailableException(endpoint, status, what, inner)
            {
                RetryAfter = retryAfter,
            }
            : new AnswerLostException(endpoint, status, inner);

    private static ValidationRefusedException Refusal(Endpoint endpoint, int status, string body)
    {
        var (messages, errors) = ErrorBody.Parse(body);
        return new ValidationRefusedException(endpoint, status, messages, errors);
    }

    private static bool IsOfGateway(string body) =>
        ErrorBody.Parse(body).Messages.Contains("TCS 404", StringComparer.Ordinal);

    private static bool IsAddressBlocked(string body) =>
        body.Contains("allowlist", StringComparison.OrdinalIgnoreCase)
        || body.Contains("allow list", StringComparison.OrdinalIgnoreCase)
        || body.Contains("IP address", StringComparison.OrdinalIgnoreCase);

    // In memory already, and cut to a bound (BoundedAnswers).
    private static Task<string> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync();
}
