using System.Net;
using System.Text.Json;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Doors.Connect.Tokens;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>The tenants, key server and clock of one vector file, with the four verifiers over them.</summary>
internal sealed class VectorWorld : HttpMessageHandler, IHttpClientFactory, IAsyncDisposable
{
    private readonly SqliteConnection connection = new("DataSource=:memory:");
    private readonly SecretBox secrets = new(OperatorKey.Create());
    private readonly JsonElement file;
    private readonly AppDatabase database;
    private readonly Dictionary<string, ConnectVerifier> verifiers;

    private VectorWorld(JsonElement file)
    {
        this.file = file;
        connection.Open();
        database = new AppDatabase(
            new DbContextOptionsBuilder<AppDatabase>().UseSqlite(connection).Options
        );
        var app = file.GetProperty("app");
        var options = new ConnectOptions
        {
            AppKey = app.GetProperty("key").GetString()!,
            BaseUrl = app.GetProperty("baseUrl").GetString()!.TrimEnd('/'),
        };
        var clock = new FakeTimeProvider(
            DateTimeOffset.FromUnixTimeSeconds(file.GetProperty("verifyAt").GetInt64())
        );
        var shared = new SharedSecretVerification(database, secrets, options, clock);
        var keys = new InstallKeys(this, new ExpiringCache<Guid, string?>(clock));
        verifiers = new Dictionary<string, ConnectVerifier>
        {
            ["frame"] = new FrameVerifier(shared, options),
            ["api"] = new ApiVerifier(shared),
            ["webhook"] = new WebhookVerifier(shared, options),
            ["lifecycle"] = new LifecycleVerifier(keys, options, clock),
        };
    }

    public string FirstTenant =>
        file.GetProperty("tenants")[0].GetProperty("clientKey").GetString()!;

    public List<Uri> KeyRequests { get; } = [];

    public static async Task<VectorWorld> CreateAsync(JsonElement file)
    {
        var world = new VectorWorld(file);
        await world.database.Database.EnsureCreatedAsync();
        foreach (var tenant in file.GetProperty("tenants").EnumerateArray())
            world.Install(
                tenant.GetProperty("clientKey").GetString()!,
                tenant.GetProperty("sharedSecret").GetString()!
            );
        await world.database.SaveChangesAsync();
        return world;
    }

    public Task<TokenVerdict> VerifyAsync(string tokenClass, SignedCall call) =>
        verifiers[tokenClass].VerifyAsync(call, TestContext.Current.CancellationToken);

    private void Install(string clientKey, string secret)
    {
        var tenant = new Tenant
        {
            Id = new IdSource().Next(),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        var installation = new ConnectInstallation
        {
            ClientKey = clientKey,
            TenantId = tenant.Id,
            BaseUrl = "https://acme.atlassian.net",
            SharedSecret = [],
            InstalledAt = DateTimeOffset.UnixEpoch,
            Enabled = true,
        };
        installation.SharedSecret = secrets.Seal(secret, installation.SecretContext);
        database.Add(tenant);
        database.Add(installation);
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        KeyRequests.Add(request.RequestUri!);
        var keys = file.GetProperty("keyServer");
        var known = keys.TryGetProperty(request.RequestUri!.AbsolutePath[1..], out var pem);
        return Task.FromResult(
            known
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(pem.GetString()!),
                }
                : new HttpResponseMessage(HttpStatusCode.NotFound)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await connection.DisposeAsync();
        Dispose();
    }
}
