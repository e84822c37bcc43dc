using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Where a client finds the workspace id of a site, and the path where it no longer does (contract §2).</summary>
internal static class WorkspaceDiscovery
{
    private const string Path = "/rest/servicedeskapi/assets/workspace";
    private const string Gone =
        "<!DOCTYPE html><html><head><title>Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>";

    public static void Map(WebApplication app, AssetsDispatcher dispatcher)
    {
        var directory = app.Services.GetRequiredService<SiteDirectory>();
        MapOne(app, dispatcher, directory, AssetsRoute.Get(Path, "findWorkspaces", List));
        MapOne(
            app,
            dispatcher,
            directory,
            AssetsRoute.Get(
                "/rest/servicedeskapi/insight/workspace",
                "findInsightWorkspaces",
                _ => Answer.Html(403, Gone)
            )
        );
    }

    private static void MapOne(
        WebApplication app,
        AssetsDispatcher dispatcher,
        SiteDirectory directory,
        AssetsRoute route
    ) =>
        app.MapGet(
                route.Path,
                (RequestDelegate)(
                    context =>
                        directory.TryByHost(context.Request.Host.Host, out var site)
                            ? dispatcher.RunAsync(context, site, route)
                            : GatewayAnswers.UnknownWorkspaceAsync(context)
                )
            )
            .RequireHost(AtlassianHosts.AnySite);

    private static Answer List(AssetsCall call)
    {
        var kind = call.World.Switches.Workspace;
        if (kind == WorkspaceAnswer.Forbidden)
            throw Refusal.Forbidden();
        var start = call.Number("start", 0);
        var limit = call.Number("limit", 50);
        var last = kind != WorkspaceAnswer.TwoPages || start > 0;
        var shown = kind == WorkspaceAnswer.One || (kind == WorkspaceAnswer.TwoPages && start > 0);
        return Answer.Ok(wire =>
        {
            var json = wire.Json;
            json.WriteStartObject();
            json.WriteNumber("size", shown ? 1 : 0);
            json.WriteNumber("start", start);
            json.WriteNumber("limit", limit);
            json.WriteBoolean("isLastPage", last);
            json.WriteStartObject("_links");
            json.WriteString("self", call.World.Site.BaseUrl + Path);
            json.WriteString("base", call.World.Site.BaseUrl);
            json.WriteString("context", "");
            json.WriteEndObject();
            json.WriteStartArray("values");
            if (shown)
            {
                json.WriteStartObject();
                json.WriteString("workspaceId", call.World.Site.WorkspaceId);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
