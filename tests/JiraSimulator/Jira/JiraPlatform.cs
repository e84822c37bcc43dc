namespace JiraSimulator.Jira;

/// <summary>The part of the Jira platform around Assets (contract §8), under each site's host name.</summary>
internal static class JiraPlatform
{
    public static void MapJiraPlatform(this WebApplication app)
    {
        var site = app.MapSites();
        var anonymous = new AnonymousWelcome();
        site.MapGet("/_edge/tenant_info", ServerInfo.TenantInfo).WithMetadata(anonymous);
        var api = site.MapGroup("/rest/api/3");
        api.MapGet("/serverInfo", ServerInfo.Get).WithMetadata(anonymous);
        api.MapGet("/myself", People.Myself);
        api.MapGet("/user", People.User);
        api.MapGet("/mypermissions", MyPermissions.Get);
        api.MapPost("/permissions/check", PermissionsCheck.PostAsync).WithMetadata(anonymous);
        api.MapGet("/group/bulk", Groups.Bulk);
        api.MapGet("/project/search", Projects.Search);
    }
}
