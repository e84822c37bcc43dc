using System.Globalization;
using System.Net;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>What an answer says of the limit that its call came under (contract §4.2).</summary>
/// <param name="Status">Null where no answer came in time.</param>
/// <param name="RetryAfter">How long to stay away; null where it does not say.</param>
/// <param name="Left">What is left of the limit, from 0 to 1; null where it does not say.</param>
internal sealed record LimitAnswer(HttpStatusCode? Status, TimeSpan? RetryAfter, double? Left)
{
    /// <summary>From here on Jira says that its limit is near.</summary>
    public const double Near = 0.2;

    public static LimitAnswer NoneInTime { get; } = new(null, null, null);

    /// <summary>Limited, or overloaded.</summary>
    public bool IsRefused =>
        Status
            is null
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    public static LimitAnswer Of(HttpResponseMessage response)
    {
        double? left =
            Number(response, "X-RateLimit-Limit") is > 0 and var limit
            && Number(response, "X-RateLimit-Remaining") is { } remaining
                ? Math.Clamp(remaining / limit, 0, 1)
                : null;
        return new LimitAnswer(
            response.StatusCode,
            AtlassianFailures.RetryAfter(response),
            Text(response, "X-RateLimit-NearLimit")?.ToLowerInvariant() switch
            {
                "true" => Math.Min(left ?? Near, Near),
                "false" => left ?? 1,
                _ => left,
            }
        );
    }

    private static double? Number(HttpResponseMessage response, string header) =>
        long.TryParse(
            Text(response, header),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string? Text(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
