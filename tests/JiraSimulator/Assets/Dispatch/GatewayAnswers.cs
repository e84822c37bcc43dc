using JiraSimulator.Jira;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>What the gateway says before Assets is reached (contract §1.5).</summary>
internal static class GatewayAnswers
{
    private const string NotFound = """{"errorMessage":"TCS 404"}""";

    public static Answer UnknownCall { get; } = Answer.Raw(404, NotFound);

    public static Task UnknownWorkspaceAsync(HttpContext context) =>
        SendAsync(context, 404, NotFound);

    /// <summary>How to refuse this caller, or null for one who may go on.</summary>
    public static Func<HttpContext, Task>? RefusalOf(
        Caller caller,
        HttpContext context,
        Switches switches
    )
    {
        if (caller.Kind != CallerKind.Account)
            return UnauthenticatedAsync;
        if (switches.AddressBlocked)
            return AddressBlockedAsync;
        return caller.TokenIsScoped && !context.Request.RouteValues.ContainsKey("cloudId")
            ? ScopeMismatchAsync
            : null;
    }

    private static Task UnauthenticatedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate =
            $"OAuth realm=\"{Uri.EscapeDataString($"https://{context.Request.Host.Host}")}\"";
        return SendAsync(
            context,
            401,
            """{"errorMessages":["Client must be authenticated to access this resource."],"errors":{}}"""
        );
    }

    private static Task ScopeMismatchAsync(HttpContext context) =>
        SendAsync(context, 401, """{"code":401,"message":"Unauthorized; scope does not match"}""");

    private static Task AddressBlockedAsync(HttpContext context) =>
        JiraErrors.AddressBlocked().ExecuteAsync(context);

    private static Task SendAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
