using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Doors;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>
/// The doors as production joins them, on a real port and a real database file, with the clock in the test's hand and
/// Atlassian's names leading to a simulated one.
/// </summary>
internal sealed class DoorHost : IAsyncDisposable
{
    public const string BaseUrl = "https://backup.example.com";

    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private DoorHost(SimulatedAtlassian atlassian)
    {
        Atlassian = atlassian;
        File.WriteAllText(
            folder.File("index.html"),
            "<html><head><script src=\"/assets/app.js\"></script></head></html>"
        );
        app = Build();
    }

    public SimulatedAtlassian Atlassian { get; }

    public FakeTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<DoorHost> StartAsync()
    {
        var host = new DoorHost(await SimulatedAtlassian.StartAsync());
        await host.ReadAsync(async database => await database.Database.EnsureCreatedAsync());
        await host.app.StartAsync();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        host.Http = new HttpClient(handler) { BaseAddress = new Uri(host.app.Urls.Single()) };
        return host;
    }

    /// <summary>Looks at what is left in the database.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDatabase, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDatabase>());
    }

    /// <summary>Calls as Jira does: token in the Authorization header, body as JSON.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? token,
        object? body = null
    )
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("JWT", token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return Http.SendAsync(request);
    }

    public static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("code").GetString()!;
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = "Production",
                ApplicationName = typeof(AppDatabase).Assembly.GetName().Name,
                WebRootPath = folder.Path,
                ContentRootPath = folder.Path,
            }
        );
        builder.Configuration.AddInMemoryCollection([
            new("DataDirectory", folder.File("data")),
            new("Connect:BaseUrl", BaseUrl),
            new(OperatorKeyLoader.Variable, Vault.OperatorKey.Create().Export()),
        ]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<DataPaths>();
        builder.Services.AddAppDatabase().AddTenants().AddRuns().AddApi();
        builder.AddOperatorKey();
        builder.Services.AddProblems();
        builder.AddOutboundGuard();
        builder.Services.AddSingleton(new OutboundGuard([], Atlassian, Dns.GetHostAddressesAsync));
        builder.AddDoors();
        var built = builder.Build();
        built.UseSecurityHeaders();
        built.UseProblems();
        built.UseRouting();
        built.UseAuthentication();
        built.UseAuthorization();
        built.MapConnect();
        built.MapControllers();
        return built;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Atlassian.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
