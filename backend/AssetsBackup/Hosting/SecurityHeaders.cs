using AssetsBackup.Doors.Connect;

namespace AssetsBackup.Hosting;

/// <summary>The headers of connect.md §6 on every answer, failures too. X-Frame-Options is absent: it would forbid the frame.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var policy = ContentSecurityPolicy(app.Services.GetRequiredService<ConnectOptions>());
        app.Use(
            (context, next) =>
            {
                // As late as can be: an exception clears what was set before it.
                context.Response.OnStarting(() =>
                {
                    Set(context, policy);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    internal static string ContentSecurityPolicy(ConnectOptions options)
    {
        var bridge = new Uri(options.BridgeScript).GetLeftPart(UriPartial.Authority);
        string[] ancestors =
        [
            "https://*.atlassian.net",
            "https://*.jira.com",
            .. options.FrameAncestors,
        ];
        string[] directives =
        [
            "default-src 'none'",
            $"script-src 'self' {bridge}",
            // Atlaskit writes its themes into style elements.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            $"frame-ancestors {string.Join(' ', ancestors)}",
        ];
        return string.Join("; ", directives);
    }

    private static void Set(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        // The build puts a hash into the name of each asset.
        var isAsset =
            context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            && context.Response.StatusCode
                is StatusCodes.Status200OK
                    or StatusCodes.Status304NotModified;
        headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-store";
    }
}
