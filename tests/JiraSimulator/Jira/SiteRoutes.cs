using JiraSimulator.Sites;
using Microsoft.AspNetCore.Http.Features;

namespace JiraSimulator.Jira;

internal static class SiteRoutes
{
    /// <summary>Routes that every site answers under its own host name, with the gate which stands before all of them.</summary>
    public static RouteGroupBuilder MapSites(this WebApplication app)
    {
        var hosts = app
            .Services.GetRequiredService<SiteDirectory>()
            .Sites.Select(site => site.Host);
        var group = app.MapGroup("").RequireHost([.. hosts]);
        group.AddEndpointFilter(
            async (context, next) => Refusal(context.HttpContext) ?? await next(context)
        );
        return group;
    }

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    private static bool IsAddressBlocked(HttpContext context, Site site) =>
        context
            .RequestServices.GetRequiredService<SiteDirectory>()
            .WorldOf(site)
            .Switches.AddressBlocked;

    private static IResult? Refusal(HttpContext context)
    {
        // CHANGE-2328: contract/connect.md §4.
        if (HttpMethods.IsGet(context.Request.Method) && HasBody(context))
            return Results.StatusCode(403);
        if (JiraCall.Of(context) is not { } call)
            return null;
        if (call.Caller.Kind == CallerKind.Account && IsAddressBlocked(context, call.Site))
            return JiraErrors.AddressBlocked();
        if (call.Caller.Kind != CallerKind.Refused)
            return null;
        // A wrong API token is nobody where nobody is welcome; a wrong app token is wrong everywhere.
        var welcomesAnonymous =
            context.GetEndpoint()?.Metadata.GetMetadata<AnonymousWelcome>() is not null;
        var isApp = context
            .Request.Headers.Authorization.ToString()
            .StartsWith("JWT ", StringComparison.Ordinal);
        return welcomesAnonymous && !isApp ? null : JiraErrors.Unauthenticated(call.Site);
    }
}

/// <summary>Marks an endpoint that Jira answers without credentials, and with bad ones too (contract §8).</summary>
internal sealed record AnonymousWelcome;
