using AssetsBackup.Atlassian;
using AssetsBackup.Hosting;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Writes proved credentials into a connection's row, the token sealed.</summary>
internal sealed class NewConnection(
    ConnectionCredentials credentials,
    IdSource ids,
    TimeProvider clock
)
{
    public Connection Of(Guid tenantId, ConnectionRole role, string? name, SiteCredentials site)
    {
        var (id, now) = (ids.Next(), clock.GetUtcNow());
        var connection = new Connection
        {
            Id = id,
            TenantId = tenantId,
            Role = role,
            Kind = site.Kind,
            SignIn = site.SignIn,
            Name = name ?? new Uri(site.SiteUrl).Host,
            SiteUrl = site.SiteUrl,
            CloudId = site.CloudId,
            WorkspaceId = site.WorkspaceId,
            Email = site.Email,
            ApiToken = credentials.Seal(tenantId, id, site.ApiToken),
            TokenSetAt = now,
            CreatedAt = now,
        };
        connection.TokenWorks(now);
        return connection;
    }

    public void Renew(Connection connection, SiteCredentials site)
    {
        (connection.SiteUrl, connection.CloudId) = (site.SiteUrl, site.CloudId);
        (connection.WorkspaceId, connection.Email) = (site.WorkspaceId, site.Email);
        connection.SignIn = site.SignIn;
        connection.ApiToken = credentials.Seal(connection.TenantId, connection.Id, site.ApiToken);
        connection.TokenSetAt = clock.GetUtcNow();
        connection.TokenWorks(connection.TokenSetAt);
    }
}
