using System.Text.Json;
using AssetsBackup.Atlassian.Jira;
using Refit;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>The platform of a Data Center or Server, REST 2: who answers there, to whom, and its issues.</summary>
internal interface IServerApi
{
    [Get("/rest/api/2/serverInfo")]
    Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken);

    [Get("/rest/api/2/myself")]
    Task<ServerAccount> GetMyselfAsync(CancellationToken cancellationToken);

    [Get("/rest/api/2/field")]
    Task<JsonElement> ListFieldsAsync(CancellationToken cancellationToken);

    /// <summary>A page by offset; <c>total</c> is that of the moment.</summary>
    [Get("/rest/api/2/search")]
    Task<JsonElement> FindIssuesAsync(
        string jql,
        int startAt,
        int maxResults,
        string fields,
        CancellationToken cancellationToken
    );

    /// <summary>Not paged.</summary>
    [Get("/rest/api/2/project")]
    Task<JsonElement> ListProjectsAsync(CancellationToken cancellationToken);

    /// <summary>What the account may do in one project.</summary>
    [Get("/rest/api/2/mypermissions")]
    Task<MyPermissions> GetMyPermissionsAsync(long projectId, CancellationToken cancellationToken);
}

/// <param name="DeploymentType"><c>Cloud</c> on Cloud.</param>
internal sealed record ServerInfo(string? DeploymentType, string? Version);

/// <param name="Name">The login name.</param>
internal sealed record ServerAccount(string Name, string? DisplayName);
