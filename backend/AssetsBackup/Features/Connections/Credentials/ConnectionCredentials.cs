using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Keys;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Seals a connection's API token for its row and opens it again; nothing else sees the stored bytes.</summary>
internal sealed class ConnectionCredentials(SecretBox secrets)
{
    public byte[] Seal(Guid tenantId, Guid connectionId, string apiToken) =>
        secrets.Seal(apiToken, Place(tenantId, connectionId));

    public SiteCredentials Open(Connection connection) =>
        new(
            connection.SiteUrl,
            connection.CloudId,
            connection.WorkspaceId,
            connection.Email,
            secrets.Open(connection.ApiToken, Place(connection.TenantId, connection.Id))
        )
        {
            Kind = connection.Kind,
            SignIn = connection.SignIn,
        };

    internal static SecretContext Place(Guid tenantId, Guid connectionId) =>
        new(tenantId, "Connections", connectionId.ToString("N"), nameof(Connection.ApiToken));
}
