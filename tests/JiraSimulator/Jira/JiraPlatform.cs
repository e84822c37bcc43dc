namespace JiraSimulator.Jira;

/// <summary>The part of the Jira platform around Assets (contract §8), under each site's host name.</summary>
internal static class JiraPlatform
{
    public static void MapJiraPlatform(this WebApplication app)
    {
        var site = app.MapSites();
        var anonymous = new AnonymousWelcome();
        site.MapGet("/_edge/tenant_info", ServerInfo.TenantInfo).WithMetadata(anonymous);
        site.MapGet("/rest/servicedeskapi/info", ServerInfo.ServiceDesk).WithMetadata(anonymous);
        site.MapGet("/rest/api/2/serverInfo", ServerInfo.Get).WithMetadata(anonymous);
        var api = site.MapGroup("/rest/api/3").WithFaults();
        api.MapGet("/serverInfo", ServerInfo.Get).WithMetadata(anonymous);
        api.MapGet("/myself", People.Myself);
        api.MapGet("/user", People.User);
        api.MapGet("/user/search", People.Find).Named("findUsers");
        api.MapGet("/users/search", People.All).Named("getAllUsers");
        api.MapGet("/mypermissions", MyPermissions.Get);
        api.MapPost("/permissions/check", PermissionsCheck.PostAsync).WithMetadata(anonymous);
        api.MapGet("/group/bulk", Groups.Bulk);
        api.MapGet("/groups/picker", Groups.Pick).Named("findGroups");
        api.MapGet("/project/search", Projects.Search);
        MapIssues(api, anonymous);
    }

    private static void MapIssues(RouteGroupBuilder api, AnonymousWelcome anonymous)
    {
        // Atlassian's own spelling; a POST is the same search.
        const string searchByToken = "searchAndReconsileIssuesUsingJql";
        api.MapGet("/field", IssueFields.All).WithMetadata(anonymous).Named("getFields");
        api.MapGet("/field/search", IssueFields.Search).Named("getFieldsPaginated");
        api.MapGet("/field/{fieldId}/context", IssueFields.Contexts).Named("getContextsForField");
        api.MapGet("/search/jql", IssueSearch.Get).WithMetadata(anonymous).Named(searchByToken);
        api.MapPost("/search/jql", IssueSearch.PostAsync)
            .WithMetadata(anonymous)
            .Named(searchByToken);
        api.MapPost("/search/approximate-count", IssueSearch.CountAsync)
            .WithMetadata(anonymous)
            .Named("countIssues");
        api.MapMethods("/search", ["GET", "POST"], IssueSearch.Gone).Named("searchIssuesOld");
        api.MapGet("/issue/{issueIdOrKey}", Issues.Get).WithMetadata(anonymous).Named("getIssue");
        api.MapPut("/issue/{issueIdOrKey}", Issues.PutAsync).Named("editIssue");
    }
}
