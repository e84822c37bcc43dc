using System.Net;
using System.Text.Json;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Tests.Cluster;
using AssetsBackup.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AssetsBackup.Tests.Health;

/// <summary>The whole program as <c>serve</c> starts it, with one customer in managed storage.</summary>
internal sealed class HealthHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private HealthHost(bool isServer, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Directory.CreateDirectory(Region);
        app = App.Build(
            new AppOptions(["--applicationName", typeof(App).Assembly.GetName().Name!])
            {
                IsServer = isServer,
                Settings = new Dictionary<string, string?>(settings, StringComparer.Ordinal)
                {
                    ["DataDirectory"] = Data,
                    ["Sync:Daily"] = "false",
                    ["urls"] = "http://127.0.0.1:0",
                    [OperatorKeyLoader.Variable] = OperatorKey.Create().Export(),
                },
            }
        );
    }

    public Guid Tenant { get; } = Guid.Parse("11111111-0000-0000-0000-000000000001");

    public string Data => folder.File("data");

    public string Region => Path.Combine(Data, "vaults", "local");

    public string KeyEntry => Path.Combine(Data, "key-store", $"{Tenant:N}.key");

    public IServiceProvider Services => app.Services;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<HealthHost> StartAsync(
        bool isServer = true,
        params KeyValuePair<string, string?>[] settings
    )
    {
        var host = new HealthHost(isServer, settings);
        try
        {
            await DatabaseSetup.MigrateAsync(host.Services, CancellationToken.None);
            await host.AddCustomerAsync();
            await host.ListenAsync();
            if (isServer)
                await Until.TrueAsync("the scheduler runs", host.IsSchedulerRunningAsync);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A program whose database was never there.</summary>
    public static async Task<HealthHost> StartWithoutDatabaseAsync(string postgres)
    {
        var host = new HealthHost(isServer: false, [new("Database:Postgres", postgres)]);
        await host.ListenAsync();
        return host;
    }

    /// <returns>The answer's status, the worst state, and the codes of what is not healthy by the name of the check.</returns>
    public async Task<(
        HttpStatusCode Status,
        string State,
        Dictionary<string, string> Codes
    )> AskAsync(string question)
    {
        using var answer = await Http.GetAsync($"/health/{question}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var checks = body.RootElement.GetProperty("checks").EnumerateArray().ToList();
        return (
            answer.StatusCode,
            body.RootElement.GetProperty("status").GetString()!,
            checks
                .Where(check => check.GetProperty("status").GetString() != "healthy")
                .ToDictionary(
                    check => check.GetProperty("name").GetString()!,
                    check => check.GetProperty("code").GetString()!
                )
        );
    }

    public AppDatabase Database() =>
        Services.GetRequiredService<IDbContextFactory<AppDatabase>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task ListenAsync()
    {
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    private async Task<bool> IsSchedulerRunningAsync() =>
        (await Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Status
        == SchedulerStatus.Running;

    private async Task AddCustomerAsync()
    {
        using (
            await Services
                .GetRequiredService<KeyStore>()
                .CreateAsync(Tenant, CancellationToken.None)
        ) { }
        await using var database = Database();
        var place = new StoragePlace
        {
            Id = Guid.Parse("22222222-0000-0000-0000-000000000002"),
            TenantId = Tenant,
            Kind = StorageKind.Managed,
            Region = "local",
            CreatedAt = default,
        };
        var site = new Connection
        {
            Id = Guid.Parse("33333333-0000-0000-0000-000000000003"),
            TenantId = Tenant,
            Role = ConnectionRole.Current,
            Name = "acme.atlassian.net",
            CloudId = "c",
            WorkspaceId = "w",
            Email = "admin@acme.example",
            ApiToken = [],
            TokenSetAt = default,
            SiteUrl = "https://acme.atlassian.net",
            StoragePlaceId = place.Id,
            CreatedAt = default,
        };
        var schema = new Schema
        {
            Id = Guid.Parse("44444444-0000-0000-0000-000000000004"),
            TenantId = Tenant,
            ConnectionId = site.Id,
            WorkspaceId = "w",
            AssetsId = "1",
            Name = "Salaries of acme",
            Key = "SAL",
        };
        database.AddRange(
            new Tenant { Id = Tenant, CreatedAt = default },
            place,
            site,
            schema,
            new Snapshot
            {
                Id = Guid.Parse("55555555-0000-0000-0000-000000000005"),
                TenantId = Tenant,
                SchemaId = schema.Id,
                StoragePlaceId = place.Id,
                TakenAt = default,
                State = SnapshotState.Complete,
                Trigger = SnapshotTrigger.Manual,
                TakenBy = "operator",
                Objects = 1,
                AddedBytes = 1,
                Parts = "[]",
            }
        );
        await database.SaveChangesAsync();
    }
}
