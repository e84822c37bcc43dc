using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Connections;
using MongoGateway;
using MongoGateway.Access;
using MongoGateway.Profiles;

namespace AssetsBackup.Vault.Tests;

/// <summary>A database of one test: a gateway with users and TLS before the real engine, and a client that signed in.</summary>
internal sealed class MongoDatabaseHost : IAsyncDisposable
{
    private static readonly MongoPatience Patience = new(
        TimeSpan.FromSeconds(20),
        TimeSpan.FromMilliseconds(5),
        TimeSpan.FromMilliseconds(100)
    );

    private readonly Engine engine;
    private readonly GatewayAuthority authority;
    private readonly MongoClient client;
    private readonly string name;

    private MongoDatabaseHost(Engine engine, Profile profile)
    {
        this.engine = engine;
        authority = new GatewayAuthority("127.0.0.1");
        name = $"test-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        Gateway = Gateway.Start(
            engine,
            new GatewayOptions(
                [new GatewayUser("vault", "geheim, 100%")],
                profile,
                authority.Server
            )
        );
        client = new MongoClient(CreateSettings());
    }

    internal Gateway Gateway { get; }

    internal IMongoCollection<BsonDocument> Documents =>
        client.GetDatabase(name).GetCollection<BsonDocument>(MongoBlobStore.Collection);

    internal static async Task<MongoDatabaseHost> StartAsync(Profile profile)
    {
        try
        {
            return new(await SharedEngine.GetAsync(), profile);
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }

    internal MongoBlobStore Open(Guid? tenant = null, MongoPatience? patience = null) =>
        new(
            client.GetDatabase(name),
            tenant ?? TestVault.Tenant,
            patience ?? Patience,
            TimeProvider.System
        );

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Gateway.DisposeAsync();
        await engine.DropDatabaseAsync(name);
        authority.Dispose();
    }

    // The product's own settings, but for the way out, which is the app's and has tests of its own.
    private MongoClientSettings CreateSettings()
    {
        var settings = MongoConnectionString
            .Parse(
                $"mongodb://vault:geheim%2C%20100%25@127.0.0.1:{Gateway.Port}/{name}?retryWrites=true",
                authority.Pem,
                plainHosts: []
            )
            .ToSettings(new Socks5ProxySettings("127.0.0.1"), TimeSpan.FromSeconds(5));
        settings.Socks5ProxySettings = null;
        return settings;
    }
}
