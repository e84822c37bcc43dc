using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Jira;
using JiraSimulator.Jira.Jql;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>The platform's REST 2 as far as issues go: fields, searches by offset, projects and the rights in one of them.</summary>
internal static class ServerIssues
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Platform("/field", "getFields", Fields),
        DataCenterRoute.Platform(
            "/search",
            "search",
            Search,
            "jql",
            "startAt",
            "maxResults",
            "validateQuery",
            "fields",
            "expand"
        ),
        DataCenterRoute.Platform(
            "/project",
            "getAllProjects",
            Projects,
            "includeArchived",
            "expand",
            "recent",
            "browseArchive"
        ),
        DataCenterRoute.Platform(
            "/mypermissions",
            "getPermissions",
            Permissions,
            "projectKey",
            "projectId",
            "issueKey",
            "issueId"
        ),
    ];

    private static Answer Fields(AssetsCall call) =>
        Answer.Ok(wire =>
            wire.Array(call.World.Issues.Fields, field => IssueShape.WriteField(wire, field))
        );

    private static Answer Search(AssetsCall call)
    {
        var found = JqlSearch.Run(
            call.World,
            new Caller(CallerKind.Account, call.Caller, AppKey: null),
            call.Text("jql") ?? ""
        );
        var startAt = call.Number("startAt", 0);
        var size = Math.Min(call.Number("maxResults", 50), call.World.Switches.LargestServerPage);
        var page = found.Skip(startAt).Take(size).ToList();
        var wanted = (call.Text("fields") ?? "").Split(',');
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteString("expand", "schema,names");
            wire.Json.WriteNumber("startAt", startAt);
            wire.Json.WriteNumber("maxResults", size);
            wire.Json.WriteNumber("total", found.Count);
            wire.Json.WritePropertyName("issues");
            wire.Array(page, issue => IssueShape.Write(wire, issue, wanted));
            wire.Json.WriteEndObject();
        });
    }

    /// <summary>An administrator is told of projects whose issues are closed to them.</summary>
    private static Answer Projects(AssetsCall call)
    {
        var site = call.World.Site;
        var listed = site.ProjectKeys.Where(key =>
            call.Caller.IsJiraAdmin || site.MayBrowse(call.Caller, key)
        );
        return Answer.Ok(wire =>
            wire.Array(listed.ToList(), key => IssueShape.WriteProject(wire, key))
        );
    }

    private static Answer Permissions(AssetsCall call)
    {
        var site = call.World.Site;
        var named = call.Text("projectId");
        var project = site.ProjectKeys.FirstOrDefault(key =>
            $"{Jira.Projects.IdOf(site, key)}" == named
        );
        if (named is not null && project is null)
            throw new Refusal(
                404,
                [$"No project could be found with id '{named}'."],
                new Dictionary<string, string>()
            );
        var mayBrowse = project is null || site.MayBrowse(call.Caller, project);
        return Answer.Ok(wire =>
            IssueShape.WritePermissions(
                wire,
                permission => permission.IsHeldBy(call.Caller) && (permission.IsGlobal || mayBrowse)
            )
        );
    }
}
