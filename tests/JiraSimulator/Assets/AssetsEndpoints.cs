using JiraSimulator.Hosting;

namespace JiraSimulator.Assets;

/// <summary>The Assets REST API of Jira Cloud on all its bases (contract §1.1, §5).</summary>
internal static class AssetsEndpoints
{
    private static readonly (string Host, string Pattern)[] Bases =
    [
        (AtlassianHosts.Api, "/jsm/{product:regex(^(assets|insight)$)}/workspace/{ws}/v1"),
        (
            AtlassianHosts.Api,
            "/ex/jira/{cloudId}/jsm/{product:regex(^(assets|insight)$)}/workspace/{ws}/v1"
        ),
        (
            AtlassianHosts.AnySite,
            "/gateway/api/jsm/{product:regex(^(assets|insight)$)}/workspace/{ws}/v1"
        ),
    ];

    public static void MapAssets(this WebApplication app)
    {
        var dispatcher = ActivatorUtilities.CreateInstance<AssetsDispatcher>(app.Services);
        AssetsRoute[] routes =
        [
            .. SchemaEndpoints.Routes,
            .. SchemaPropertyEndpoints.Routes,
            .. TypeEndpoints.Routes,
            .. TypeWriteEndpoints.Routes,
            .. AttributeEndpoints.Routes,
            .. StatusEndpoints.Routes,
            .. ReferenceTypeEndpoints.Routes,
            .. IconEndpoints.Routes,
            .. ObjectEndpoints.Routes,
            .. AvatarEndpoints.Routes,
            .. RoleEndpoints.Routes,
            .. TicketEndpoints.Routes,
            .. CommentEndpoints.Routes,
            .. AttachmentEndpoints.Routes,
            .. AqlEndpoints.Routes,
            .. UsageEndpoints.Routes,
            .. RetiredEndpoints.Routes,
        ];
        foreach (var (host, pattern) in Bases)
        {
            var group = app.MapGroup(pattern).RequireHost(host);
            foreach (var route in routes)
            {
                group.MapMethods(
                    route.Path,
                    [route.Method],
                    (RequestDelegate)(context => dispatcher.RunOnWorkspaceAsync(context, route))
                );
            }
        }
        WorkspaceDiscovery.Map(app, dispatcher);
        MediaHost.Map(app);
    }
}
