using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>Error bodies of the platform (contract §1.5, §8).</summary>
internal static class JiraErrors
{
    public static IResult Because(int status, params string[] messages) =>
        Results.Json(new { errorMessages = messages, errors = new { } }, statusCode: status);

    public static IResult AtFields(IReadOnlyDictionary<string, string> errors) =>
        Results.Json(new { errorMessages = Array.Empty<string>(), errors }, statusCode: 400);

    /// <summary>The site's IP allowlist, in the words of Atlassian's page "Scope of IP Allowlists in Atlassian Cloud".</summary>
    public static IResult AddressBlocked() =>
        Because(
            403,
            "The IP address has been rejected because it is not on the allowed list. See your admin for more information."
        );

    public static IResult Unauthenticated(Site site) => new UnauthenticatedResult(site);

    private sealed class UnauthenticatedResult(Site site) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = 401;
            httpContext.Response.Headers.WWWAuthenticate =
                $"OAuth realm=\"{Uri.EscapeDataString(site.BaseUrl)}\"";
            var body = new Dictionary<string, object>
            {
                ["message"] = "Client must be authenticated to access this resource.",
                ["status-code"] = 401,
            };
            return httpContext.Response.WriteAsJsonAsync(body, httpContext.RequestAborted);
        }
    }
}
