using System.Text.Json;
using Refit;

namespace AssetsBackup.Atlassian.Jira;

/// <summary>The Jira platform and service desk calls around Assets (contract §2, §8).</summary>
internal interface IJiraApi
{
    [Get("/_edge/tenant_info")]
    Task<TenantInfo> GetTenantInfoAsync(CancellationToken cancellationToken);

    [Get("/rest/api/3/myself")]
    Task<Myself> GetMyselfAsync(CancellationToken cancellationToken);

    /// <param name="permissions">Names joined by commas; required.</param>
    [Get("/rest/api/3/mypermissions")]
    Task<MyPermissions> GetMyPermissionsAsync(
        string permissions,
        CancellationToken cancellationToken
    );

    [Get("/rest/api/3/field")]
    Task<JsonElement> ListFieldsAsync(CancellationToken cancellationToken);

    /// <param name="nextPageToken">Null for the first page.</param>
    /// <param name="fields">Names joined by commas; left out, only ids come (contract §8.3).</param>
    [Get("/rest/api/3/search/jql")]
    Task<JsonElement> FindIssuesAsync(
        string jql,
        string? nextPageToken,
        string fields,
        int maxResults,
        CancellationToken cancellationToken
    );

    [Get("/rest/api/3/project/search")]
    Task<JsonElement> ListProjectsAsync(
        int startAt,
        int maxResults,
        CancellationToken cancellationToken
    );

    [Post("/rest/api/3/permissions/check")]
    Task<GrantedPermissions> CheckPermissionsAsync(
        [Body] PermissionsQuery query,
        CancellationToken cancellationToken
    );

    [Get("/rest/servicedeskapi/assets/workspace")]
    Task<WorkspacePage> ListWorkspacesAsync(
        int start,
        int limit,
        CancellationToken cancellationToken
    );
}
