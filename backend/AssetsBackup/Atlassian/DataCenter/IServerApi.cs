using Refit;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>The platform of a Data Center or Server: who answers there, and to whom.</summary>
internal interface IServerApi
{
    [Get("/rest/api/2/serverInfo")]
    Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken);

    [Get("/rest/api/2/myself")]
    Task<ServerAccount> GetMyselfAsync(CancellationToken cancellationToken);
}

/// <param name="DeploymentType"><c>Cloud</c> on Cloud.</param>
internal sealed record ServerInfo(string? DeploymentType, string? Version);

/// <param name="Name">The login name.</param>
internal sealed record ServerAccount(string Name, string? DisplayName);
