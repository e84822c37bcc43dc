using System.Reflection;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>The site that a control call names in its path.</summary>
internal sealed record ControlledSite(Site Site)
{
    public static ValueTask<ControlledSite?> BindAsync(
        HttpContext context,
        ParameterInfo parameter
    ) => ValueTask.FromResult(Find(context) is { } site ? new ControlledSite(site) : null);

    internal static Site? Find(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<SiteDirectory>()
            .TryByName(context.Request.RouteValues["site"] as string ?? "", out var site)
            ? site
            : null;
}

internal static class ControlledSiteRoutes
{
    /// <summary>/_sim/sites/{site} on the browser's port; an unknown site is 404.</summary>
    public static RouteGroupBuilder MapSiteControl(this WebApplication app)
    {
        var group = app.MapGroup("/_sim/sites/{site}").RequireHost(AtlassianHosts.Browser);
        group.AddEndpointFilter(
            async (context, next) =>
                ControlledSite.Find(context.HttpContext) is null
                    ? Results.Json(new { message = "No such site." }, statusCode: 404)
                    : await next(context)
        );
        return group;
    }
}
