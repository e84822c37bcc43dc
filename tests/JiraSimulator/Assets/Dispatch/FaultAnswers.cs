using System.Globalization;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>What a client sees of a rate limit or of a scripted fault.</summary>
internal static class FaultAnswers
{
    private const string BadGateway =
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    /// <summary>Adds the headers that the limits are set to send; true when the call is refused.</summary>
    public static bool Limit(HttpContext context, RateLimitState state, World world)
    {
        var headers = context.Response.Headers;
        if (world.RateLimits.Settings.Headers == RateLimitHeaders.XRateLimit)
        {
            headers["X-RateLimit-Limit"] = Text(state.Limit);
            headers["X-RateLimit-Remaining"] = Text(Math.Max(0, state.Remaining));
            headers["X-RateLimit-Reset"] = state.Reset.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm'Z'",
                CultureInfo.InvariantCulture
            );
            headers["X-RateLimit-NearLimit"] = state.Remaining * 5 < state.Limit ? "true" : "false";
        }
        if (!state.IsExceeded)
            return false;
        if (world.RateLimits.Settings.Headers != RateLimitHeaders.None)
            headers.RetryAfter = Text((int)Math.Ceiling((state.Reset - world.Now).TotalSeconds));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return true;
    }

    public static async Task SendAsync(HttpContext context, Fault fault)
    {
        if (fault.Kind == FaultKind.Reset)
        {
            context.Abort();
            return;
        }
        var response = context.Response;
        if (fault.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = Text(seconds);
        response.StatusCode = fault.Kind switch
        {
            FaultKind.TooManyRequests => 429,
            FaultKind.ServerError => 500,
            FaultKind.Unavailable => 503,
            FaultKind.BadGatewayHtml => 502,
            _ => 200,
        };
        if (fault.Kind == FaultKind.BadGatewayHtml)
        {
            response.ContentType = "text/html";
            await response.WriteAsync(BadGateway, context.RequestAborted);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
