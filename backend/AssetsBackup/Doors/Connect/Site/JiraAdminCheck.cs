using System.Net;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>
/// Asks the site whether an account is a Jira administrator. A yes is believed for a minute, a no is asked again, and no
/// answer is no yes (connect.md §4).
/// </summary>
internal sealed class JiraAdminCheck(
    SiteClient site,
    ExpiringCache<(Guid Tenant, string Account), bool> cache
)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(60);

    /// <exception cref="ProblemException">jira-not-reachable</exception>
    public async Task<bool> IsAdminAsync(
        ConnectInstallation installation,
        string accountId,
        CancellationToken cancellationToken
    )
    {
        var key = (installation.TenantId, accountId);
        if (cache.TryGet(key, out var known))
            return known;
        var isAdmin = await AskAsync(installation, accountId, cancellationToken);
        if (isAdmin)
            cache.Set(key, isAdmin, Believed);
        return isAdmin;
    }

    private async Task<bool> AskAsync(
        ConnectInstallation installation,
        string accountId,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rest/api/3/permissions/check")
        {
            Content = JsonContent.Create(new Question(accountId, ["ADMINISTER"])),
        };
        try
        {
            using var answer = await site.SendAsync(installation, request, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(answer, cancellationToken),
                HttpStatusCode.Forbidden => false,
                _ => throw new ProblemException(ProblemCatalogue.JiraNotReachable),
            };
        }
        catch (Exception exception) when (exception.IsUnreachable(cancellationToken))
        {
            throw new ProblemException(ProblemCatalogue.JiraNotReachable);
        }
    }

    private static async Task<bool> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.GlobalPermissions?.Contains("ADMINISTER", StringComparer.Ordinal) == true;
    }

    private sealed record Question(string AccountId, string[] GlobalPermissions);

    private sealed record Answer(string[]? GlobalPermissions);
}
