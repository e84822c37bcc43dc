using JiraSimulator.Assets;
using JiraSimulator.Sites;

namespace JiraSimulator.DataCenter;

/// <summary>The Data Center face of Assets under the host name of each such site (contract §11): what a backup reads.</summary>
internal static class DataCenterEndpoints
{
    private static readonly string[] Bases =
    [
        "/rest/assets/1.0",
        "/rest/assets/latest",
        "/rest/insight/1.0",
    ];

    private static readonly DataCenterRoute[] Routes =
    [
        .. ServerSchemas.Routes,
        .. ServerTypes.Routes,
        .. ServerConfiguration.Routes,
        .. ServerIcons.Routes,
        .. ServerRoles.Routes,
        .. ServerSearches.Routes,
        .. ServerObjects.Routes,
        .. ServerArchive.Routes,
        .. ServerParts.Routes,
    ];

    /// <summary>A Data Center that runs below the root of its host answers nothing of ours elsewhere.</summary>
    public static void UseDataCenterPaths(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<SiteDirectory>();
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    !directory.TryDataCenterByHost(request.Host.Host, out var site)
                    || site.Path.Length == 0
                )
                    return next();
                if (
                    !request.Path.StartsWithSegments(
                        site.Path,
                        StringComparison.Ordinal,
                        out var rest
                    )
                )
                    return DataCenterAnswers.SendAsync(
                        context,
                        DataCenterAnswers.UnknownRoute(request)
                    );
                (request.PathBase, request.Path) = (site.Path, rest);
                return next();
            }
        );
        app.UseRouting();
    }

    public static void MapDataCenter(this WebApplication app)
    {
        string[] hosts =
        [
            .. app
                .Services.GetRequiredService<SiteDirectory>()
                .DataCenters.Select(site => site.Host),
        ];
        // No host at all would mean every host.
        if (hosts.Length == 0)
            return;
        var dispatcher = ActivatorUtilities.CreateInstance<DataCenterDispatcher>(
            app.Services,
            ActivatorUtilities.CreateInstance<AssetsDispatcher>(app.Services)
        );
        foreach (var path in Bases)
        {
            var group = app.MapGroup(path).RequireHost(hosts);
            Map(group, dispatcher, Routes);
            ServerFiles.Map(group, dispatcher);
        }
        Map(
            app.MapGroup("/rest/api/2").RequireHost(hosts),
            dispatcher,
            [.. ServerPlatform.Routes, .. ServerIssues.Routes]
        );
        var rest = app.MapGroup("").RequireHost(hosts);
        rest.Map("/login.jsp", Send(_ => DataCenterAnswers.Login));
        rest.Map("/{**path}", Send(DataCenterAnswers.UnknownRoute));
    }

    private static void Map(
        RouteGroupBuilder group,
        DataCenterDispatcher dispatcher,
        IReadOnlyList<DataCenterRoute> routes
    )
    {
        foreach (var route in routes)
        {
            group.MapGet(
                route.Route.Path,
                (RequestDelegate)(context => dispatcher.RunAsync(context, route))
            );
            group.Map(route.Route.Path, Send(_ => DataCenterAnswers.WrongMethod));
        }
    }

    private static RequestDelegate Send(Func<HttpRequest, Answer> answer) =>
        context => DataCenterAnswers.SendAsync(context, answer(context.Request));
}
