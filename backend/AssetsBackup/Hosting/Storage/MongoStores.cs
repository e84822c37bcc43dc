using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Vault;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace AssetsBackup.Hosting.Storage;

/// <summary>
/// Opens stores in databases that customers bring. Those with the same connection string share a client, with its
/// connections; every connection goes through the outbound guard.
/// </summary>
internal sealed class MongoStores : IDisposable
{
    private static readonly TimeSpan Selection = TimeSpan.FromSeconds(15);

    private readonly SocksFace face;
    private readonly OutboundHosts hosts;
    private readonly TimeProvider clock;
    private readonly SharedClients<MongoClientKey, MongoClientLease> clients;

    public MongoStores(SocksFace face, OutboundHosts hosts, TimeProvider clock)
    {
        (this.face, this.hosts, this.clock) = (face, hosts, clock);
        clients = new(key => Connect(Parse(key.Text, key.AuthoritiesPem), Selection), clock);
    }

    /// <param name="text">The connection string as it was given.</param>
    /// <param name="authoritiesPem">Certificate authorities given beside it, or null.</param>
    /// <param name="tenant">Whose blobs the store shows.</param>
    /// <exception cref="MongoConnectionStringException">The connection string is not taken.</exception>
    public IBlobStore Open(string text, string? authoritiesPem, Guid tenant)
    {
        // Before the first call, because what an operator allows may have changed since it was stored.
        Parse(text, authoritiesPem);
        return new SharedMongoStore(
            clients,
            new MongoClientKey(text, authoritiesPem),
            tenant,
            clock
        );
    }

    /// <summary>Closes the client of a connection string that is not used any more, once its last call has ended.</summary>
    public void Forget(string text, string? authoritiesPem) =>
        clients.Forget(new MongoClientKey(text, authoritiesPem));

    /// <exception cref="MongoConnectionStringException">The connection string is not taken.</exception>
    public MongoConnectionString Parse(string text, string? authoritiesPem) =>
        MongoConnectionString.Parse(text, authoritiesPem, hosts.Allowed);

    /// <summary>A client of its own, which the caller disposes.</summary>
    public MongoClientLease Connect(MongoConnectionString where, TimeSpan selection)
    {
        var pass = face.Issue(isPlain: !where.UsesTls);
        return new MongoClientLease(
            new MongoClient(where.ToSettings(pass.Settings, selection)),
            where.Database,
            pass
        );
    }

    public void Dispose() => clients.Dispose();
}

/// <summary>What a client signs in with. It is never printed.</summary>
internal sealed record MongoClientKey(string Text, string? AuthoritiesPem)
{
    public override string ToString() => nameof(MongoClientKey);
}

/// <summary>A driver client and its way out.</summary>
internal sealed class MongoClientLease(MongoClient client, string database, SocksPass pass)
    : IDisposable
{
    public IMongoDatabase Database { get; } = client.GetDatabase(database);

    public SocksPass Pass => pass;

    public bool UsesTls => client.Settings.UseTls;

    /// <summary>The driver's view of the servers.</summary>
    public ClusterDescription Cluster => client.Cluster.Description;

    // The driver's own Dispose leaves connections and monitors running (docs/decisions/0013).
    public void Dispose()
    {
        ClusterRegistry.Instance.UnregisterAndDisposeCluster(client.Cluster);
        client.Dispose();
        pass.Dispose();
    }
}
