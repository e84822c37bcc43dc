using JiraSimulator.Assets;
using JiraSimulator.Sites;

namespace JiraSimulator.DataCenter;

/// <summary>What the server says before a plugin is reached: pages and XML, where a client hopes for JSON (contract §11).</summary>
internal static class DataCenterAnswers
{
    private const string LoginPage =
        "<!DOCTYPE html><html><head><title>Log in - Jira</title></head><body><form id=\"login-form\"></form></body></html>";

    private const string UnauthorizedPage =
        "<html><head><title>Unauthorized (401)</title></head><body>Encountered a \"401 - Unauthorized\" error while loading this page.</body></html>";

    public static Answer Login { get; } = Answer.Html(200, LoginPage);

    public static Answer LoginRedirect(HttpRequest request, Site site) =>
        Answer.Html(302, LoginPage) with
        {
            Location =
                $"{site.BaseUrl}/login.jsp?os_destination={Uri.EscapeDataString(request.Path + request.QueryString)}",
        };

    public static Answer UnknownRoute(HttpRequest request) =>
        Status(404, $"null for uri: https://{request.Host.Host}{request.Path.ToUriComponent()}");

    public static Answer WrongMethod { get; } = Status(405, "HTTP 405 Method Not Allowed");

    /// <summary>A wrong password and an expired token are told alike.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers["X-Seraph-LoginReason"] = "AUTHENTICATED_FAILED";
        context.Response.Headers.WWWAuthenticate =
            $"OAuth realm=\"{Uri.EscapeDataString($"https://{context.Request.Host.Host}")}\"";
        return SendAsync(context, Answer.Html(401, UnauthorizedPage));
    }

    /// <summary>The platform sends nobody to the login page.</summary>
    public static Answer Unauthenticated { get; } =
        Answer.Raw(
            401,
            """{"message":"Client must be authenticated to access this resource.","status-code":401}"""
        );

    public static async Task SendAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.Location is { } location)
            context.Response.Headers.Location = location;
        await context.Response.Body.WriteAsync(answer.Bytes, context.RequestAborted);
    }

    private static Answer Status(int code, string message) =>
        new(
            code,
            ContentType: "application/xml;charset=UTF-8",
            Bytes: System.Text.Encoding.UTF8.GetBytes(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                    + $"<status><status-code>{code}</status-code><message>{System.Net.WebUtility.HtmlEncode(message)}</message></status>"
            )
        );
}
