using System.Collections.Concurrent;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Vault;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace AssetsBackup.Hosting.Storage;

/// <summary>
/// Opens stores in databases that customers bring. A client, with its connections, is kept for each connection string;
/// every connection goes through the outbound guard.
/// </summary>
internal sealed class MongoStores(SocksFace face, OutboundHosts hosts, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Selection = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<
        (string Text, string? Authorities),
        Lazy<MongoClientLease>
    > clients = new();

    /// <param name="text">The connection string as it was given.</param>
    /// <param name="authoritiesPem">Certificate authorities given beside it, or null.</param>
    /// <param name="tenant">Whose blobs the store shows.</param>
    /// <exception cref="MongoConnectionStringException">The connection string is not taken.</exception>
    public MongoBlobStore Open(string text, string? authoritiesPem, Guid tenant)
    {
        var where = Parse(text, authoritiesPem);
        var lease = clients.GetOrAdd(
            (text, authoritiesPem),
            _ => new Lazy<MongoClientLease>(() => Connect(where, Selection))
        );
        return new MongoBlobStore(lease.Value.Database, tenant, MongoPatience.Default, clock);
    }

    /// <exception cref="MongoConnectionStringException">The connection string is not taken.</exception>
    public MongoConnectionString Parse(string text, string? authoritiesPem) =>
        MongoConnectionString.Parse(text, authoritiesPem, hosts.Allowed);

    /// <summary>A client of its own, which the caller disposes.</summary>
    public MongoClientLease Connect(MongoConnectionString where, TimeSpan selection)
    {
        var pass = face.Issue();
        return new MongoClientLease(
            new MongoClient(where.ToSettings(pass.Settings, selection)),
            where.Database,
            pass
        );
    }

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsValueCreated))
            client.Value.Dispose();
    }
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

    public void Dispose()
    {
        client.Dispose();
        pass.Dispose();
    }
}
