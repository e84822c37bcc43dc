using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Tests.Capture;
using MongoGateway;
using MongoGateway.Access;
using MongoGateway.Profiles;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>A customer's database server on the real engine, with its own authority and the users that it lets in.</summary>
internal sealed class DatabaseOfCustomer : IAsyncDisposable
{
    private const string User = "backup";
    private static int Started;
    private readonly int number = Interlocked.Increment(ref Started);
    private readonly string host;
    private readonly GatewayAuthority authority;
    private readonly List<GatewayUser> users = [];

    private DatabaseOfCustomer(Engine engine, string host)
    {
        this.host = host;
        authority = new GatewayAuthority(host);
        Password = "s3cret-word";
        Gateway = Gateway.Start(engine, new GatewayOptions(users, new Profile(), authority.Server));
        Engine = engine;
    }

    public Engine Engine { get; }

    public Gateway Gateway { get; }

    /// <summary>Setting it ends the connections that signed in with another.</summary>
    public string Password
    {
        get;
        set
        {
            field = value;
            users.Clear();
            users.Add(new GatewayUser(User, value));
            Gateway?.Cut();
        }
    }

    /// <exception cref="EngineMissingException">Where CI requires the engine; elsewhere the test is skipped.</exception>
    public static async Task<DatabaseOfCustomer> StartAsync(string host = CaptureHost.DatabaseHost)
    {
        try
        {
            return new DatabaseOfCustomer(await SharedEngine.GetAsync(), host);
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }

    /// <summary>The name of a database that no other test uses.</summary>
    public string Named(string name) => $"{name}-{number}-{Gateway.Port}";

    public string Servers(string name) => $"mongodb://{host}:{Gateway.Port}/{Named(name)}";

    public DatabaseAccess Access(string name = "vault") =>
        new($"mongodb://{User}:{Password}@{host}:{Gateway.Port}/{Named(name)}", authority.Pem);

    public SaveOwnDatabase Save(string name = "vault") =>
        new(Access(name).ConnectionString, authority.Pem);

    public ReplaceConnectionString Replace(string name = "vault") =>
        new(Access(name).ConnectionString, authority.Pem);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        authority.Dispose();
    }
}
