using Refit;

namespace AssetsBackup.Atlassian.Jira;

/// <summary>The Jira platform and service desk calls around Assets (contract §2, §8).</summary>
internal interface IJiraApi : IIssueReads
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

    [Get("/rest/servicedeskapi/assets/workspace")]
    Task<WorkspacePage> ListWorkspacesAsync(
        int start,
        int limit,
        CancellationToken cancellationToken
    );
}
