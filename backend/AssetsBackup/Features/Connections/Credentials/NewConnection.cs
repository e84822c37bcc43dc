using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Writes proved credentials into a connection's row, the token sealed; the caller saves, the audit log's line with it.</summary>
internal sealed class NewConnection(
    ConnectionCredentials credentials,
    IdSource ids,
    TimeProvider clock
)
{
    public Connection Add(
        AppDatabase database,
        Caller caller,
        ConnectionRole role,
        string? name,
        SiteCredentials site,
        DateOnly? tokenExpiresOn
    )
    {
        var connection = Of(caller.TenantId, role, name, site);
        connection.TokenExpiresOn = tokenExpiresOn;
        database.Connections.Add(connection);
        database.Audit(
            caller,
            role == ConnectionRole.Current ? AuditAction.ConnectionAdded : AuditAction.TargetAdded,
            ConnectionFacts.SubjectOf(connection),
            ConnectionFacts.Added(connection)
        );
        return connection;
    }

    public void Renew(
        AppDatabase database,
        Caller caller,
        Connection connection,
        SiteCredentials site,
        DateOnly? tokenExpiresOn
    )
    {
        var before = ConnectionFacts.Of(connection);
        Write(connection, site);
        connection.TokenExpiresOn = tokenExpiresOn;
        database.Audit(
            caller,
            connection.Role == ConnectionRole.Current
                ? AuditAction.ConnectionChanged
                : AuditAction.TargetChanged,
            ConnectionFacts.SubjectOf(connection),
            ConnectionFacts.Renewed(before, connection)
        );
    }

    private Connection Of(Guid tenantId, ConnectionRole role, string? name, SiteCredentials site)
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

    private void Write(Connection connection, SiteCredentials site)
    {
        (connection.SiteUrl, connection.CloudId) = (site.SiteUrl, site.CloudId);
        (connection.WorkspaceId, connection.Email) = (site.WorkspaceId, site.Email);
        connection.SignIn = site.SignIn;
        connection.ApiToken = credentials.Seal(connection.TenantId, connection.Id, site.ApiToken);
        connection.TokenSetAt = clock.GetUtcNow();
        connection.TokenWorks(connection.TokenSetAt);
    }
}
