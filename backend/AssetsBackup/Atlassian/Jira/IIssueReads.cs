using System.Text.Json;
using Refit;

namespace AssetsBackup.Atlassian.Jira;

/// <summary>What is read of issues, and of the rights in their projects, in the form of Cloud (contract §8).</summary>
internal interface IIssueReads
{
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
}
