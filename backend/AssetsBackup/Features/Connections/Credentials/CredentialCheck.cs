using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Credentials that were proved live, and what was proved.</summary>
internal sealed record ProvedCredentials(SiteCredentials Site, CredentialReport Report);

/// <summary>
/// Proves credentials against the site, one right after the other, and stops at the first that fails: the site exists,
/// the token works, the workspace is this site's, its schemas can be read.
/// </summary>
internal sealed class CredentialCheck(AtlassianClients atlassian, LiveProof proof)
{
    private const int WorkspacesPerPage = 50;

    public Task<ProvedCredentials> ProveAsync(
        SiteAccount account,
        string workspaceId,
        ConnectionRole role,
        CancellationToken cancellationToken
    ) =>
        proof.RunAsync(
            async patience =>
            {
                var site = await IdentifyAsync(account, workspaceId, patience);
                var jira = atlassian.Jira(site);
                var myself = await jira.GetMyselfAsync(patience);
                if (!(await WorkspacesAsync(jira, site, patience)).Contains(workspaceId))
                    throw CredentialProblems.WorkspaceForeign(site.SiteUrl);
                var schemas = await ReadSchemasAsync(site, patience);
                return new ProvedCredentials(
                    site,
                    CredentialReports.Of(site, myself, schemas, role)
                );
            },
            cancellationToken
        );

    /// <summary>The id of the site's workspace.</summary>
    public Task<string> FindWorkspaceAsync(
        SiteAccount account,
        CancellationToken cancellationToken
    ) =>
        proof.RunAsync(
            async patience =>
            {
                var site = await IdentifyAsync(account, "", patience);
                var jira = atlassian.Jira(site);
                await jira.GetMyselfAsync(patience);
                return (await WorkspacesAsync(jira, site, patience))[0];
            },
            cancellationToken
        );

    private async Task<SiteCredentials> IdentifyAsync(
        SiteAccount account,
        string workspaceId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var info = await atlassian
                .AnonymousJira(account.SiteUrl)
                .GetTenantInfoAsync(cancellationToken);
            return new(account.SiteUrl, info.CloudId, workspaceId, account.Email, account.ApiToken);
        }
        catch (AtlassianException exception)
            when (exception
                    is AtlassianNotFoundException
                        or ValidationRefusedException
                        or AtlassianUnavailableException { WasMade: true, Status: null or < 300 }
            )
        {
            throw CredentialProblems.SiteUnknown(account.SiteUrl);
        }
    }

    private static async Task<IReadOnlyList<string>> WorkspacesAsync(
        IJiraApi jira,
        SiteCredentials site,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string>();
        try
        {
            for (var start = 0; ; start += WorkspacesPerPage)
            {
                var page = await jira.ListWorkspacesAsync(
                    start,
                    WorkspacesPerPage,
                    cancellationToken
                );
                found.AddRange((page.Values ?? []).Select(workspace => workspace.WorkspaceId));
                if (page.IsLastPage != false || page.Values is not { Count: > 0 })
                    break;
            }
        }
        // Without Jira Service Management the address is missing or forbidden (contract §2).
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            throw CredentialProblems.NoAssets(site.SiteUrl);
        }
        return found.Count > 0 ? found : throw CredentialProblems.NoAssets(site.SiteUrl);
    }

    private async Task<IReadOnlyList<SchemaLine>> ReadSchemasAsync(
        SiteCredentials site,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await atlassian
                .Assets(site)
                .ListAllSchemasAsync(includeCounts: false, cancellationToken);
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            throw CredentialProblems.ReadingDenied();
        }
    }
}

/// <summary>An account on a site, as somebody typed it.</summary>
internal sealed record SiteAccount(string SiteUrl, string Email, string ApiToken)
{
    // A record would print its token.
    public override string ToString() => $"{SiteUrl} as {Email}";
}
