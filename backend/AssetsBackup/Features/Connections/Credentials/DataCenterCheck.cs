using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>
/// Proves an account of a Data Center or Server, one thing after the other, and stops at the first that fails: Jira answers
/// there and is no Cloud site, the account may sign in, its schemas can be read.
/// </summary>
internal sealed class DataCenterCheck(AtlassianClients atlassian, LiveProof proof)
{
    public Task<ProvedCredentials> ProveAsync(
        DataCenterAccount account,
        CancellationToken cancellationToken
    ) =>
        proof.RunAsync(
            async patience =>
            {
                try
                {
                    return await ProveInTurnAsync(account, patience);
                }
                catch (TokenRejectedException)
                {
                    throw CredentialProblems.SignInRejected(account.SignIn);
                }
            },
            cancellationToken
        );

    private async Task<ProvedCredentials> ProveInTurnAsync(
        DataCenterAccount account,
        CancellationToken cancellationToken
    )
    {
        var identity = SiteAddress.IdentityOf(account.SiteUrl);
        var site = new SiteCredentials(
            account.SiteUrl,
            identity,
            identity,
            account.UserName ?? "",
            account.Secret
        )
        {
            Kind = SiteKind.DataCenter,
            SignIn = account.SignIn,
        };
        var server = atlassian.Server(site);
        var info = await IdentifyAsync(server, site.SiteUrl, cancellationToken);
        var myself = await server.GetMyselfAsync(cancellationToken);
        // A token tells whose it is; a person signs in by any spelling of the name.
        site = site with
        {
            Email = myself.Name,
        };
        var schemas = await ReadSchemasAsync(site, cancellationToken);
        return new ProvedCredentials(
            site,
            CredentialReports.OfDataCenter(site, info, myself, schemas)
        );
    }

    private static async Task<ServerInfo> IdentifyAsync(
        IServerApi server,
        string siteUrl,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var info = await server.GetServerInfoAsync(cancellationToken);
            return info.DeploymentType == "Cloud"
                ? throw CredentialProblems.IsCloud(siteUrl)
                : info;
        }
        catch (AtlassianException exception)
            when (exception
                    is AtlassianNotFoundException
                        or ValidationRefusedException
                        or AtlassianUnavailableException { WasMade: true, Status: null or < 400 }
            )
        {
            throw CredentialProblems.ServerUnknown(siteUrl);
        }
    }

    private async Task<IReadOnlyList<SchemaLine>> ReadSchemasAsync(
        SiteCredentials site,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await atlassian
                .Reads(site)
                .ListAllSchemasAsync(includeCounts: false, cancellationToken);
        }
        catch (AtlassianNotFoundException)
        {
            throw CredentialProblems.NoAssetsOnDataCenter(site.SiteUrl);
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            throw CredentialProblems.ReadingDenied(
                site.SignIn == SignIn.Basic ? "userName" : "secret"
            );
        }
    }
}

/// <summary>An account of a Data Center or Server, as somebody typed it.</summary>
/// <param name="UserName">Null for a personal access token, which says itself whose it is.</param>
/// <param name="Secret">A password, or a personal access token.</param>
internal sealed record DataCenterAccount(
    string SiteUrl,
    SignIn SignIn,
    string? UserName,
    string Secret
)
{
    // A record would print its secret.
    public override string ToString() => $"{SiteUrl} as {UserName ?? "the token's account"}";
}
