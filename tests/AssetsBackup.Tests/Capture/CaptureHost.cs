using System.Net;
using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Health;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Scheduling;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Tests.Schemas;
using AssetsBackup.Vault;
using JiraSimulator;
using Mediator;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SimulatedHosts;

namespace AssetsBackup.Tests.Capture;

/// <summary>The product's features over a real database and vault, beside simulated sites over real TLS.</summary>
internal sealed partial class CaptureHost : IAsyncDisposable
{
    public const string Email = "admin@acme.example";
    public const string Token = "valid-token";

    /// <summary>The name of the Data Center, where a test wants one.</summary>
    public const string DataCenter = "initech";

    /// <summary>The name of a customer's database; it leads to this machine.</summary>
    public const string DatabaseHost = "db.example";

    private readonly TemporaryFolder folder = new();
    private readonly Simulator simulator;
    private readonly HttpClient control;
    private readonly WebApplication app;
    private readonly Settings settings;

    private CaptureHost(
        Simulator simulator,
        string hosts,
        bool callsPerObject,
        bool limits,
        string? postgres,
        IEnumerable<KeyValuePair<string, string?>> configuration
    )
    {
        this.simulator = simulator;
        control = new HttpClient { BaseAddress = simulator.HttpUrl };
        settings = new Settings(callsPerObject);
        app = Build(hosts, limits, postgres, configuration);
    }

    public Guid Tenant { get; } = Guid.Parse("11111111-0000-0000-0000-000000000001");

    public IServiceProvider Services => app.Services;

    public MovableClock Clock { get; } = new();

    /// <summary>The network between the product and the sites, in a test's hand.</summary>
    public Wire Wire { get; } = new();

    /// <summary>What is free on the disk of a folder: really, until a test says otherwise.</summary>
    public Func<string, long> Free { get; set; } = of => new DriveInfo(of).AvailableFreeSpace;

    public AskedLicences Licences { get; } = new();

    /// <summary>The simulator's own controls.</summary>
    public HttpClient Control => control;

    public string DataDirectory => folder.File("data");

    public static async Task<CaptureHost> StartAsync(
        string world = "itsm",
        string otherWorld = "empty",
        bool callsPerObject = false,
        string? dataCenter = null,
        bool limits = false,
        string? postgres = null,
        IEnumerable<KeyValuePair<string, string?>>? configuration = null
    )
    {
        using var temporary = new TemporaryFolder();
        var hosts = temporary.File("hosts.json");
        var started = await Simulator.StartAsync(
            new SimulatorOptions
            {
                HostsFile = hosts,
                Sites = [new("acme", world), new("globex", otherWorld)],
                DataCenters = dataCenter is null
                    ? []
                    : [new(DataCenter, dataCenter) { Path = "/jira" }],
            },
            CancellationToken.None
        );
        var host = new CaptureHost(
            started,
            hosts,
            callsPerObject,
            limits,
            postgres,
            configuration ?? []
        );
        await DatabaseSetup.MigrateAsync(host.Services, CancellationToken.None);
        await host.ChangeAsync(database =>
            database.Tenants.Add(new Tenant { Id = host.Tenant, CreatedAt = default })
        );
        using (
            await host
                .Services.GetRequiredService<KeyStore>()
                .CreateAsync(host.Tenant, CancellationToken.None)
        ) { }
        return host;
    }

    /// <summary>A host whose wizard is done, first sync included.</summary>
    /// <param name="world">What the site holds.</param>
    /// <param name="callsPerObject">Whether parts are read that cost calls of their own for each object.</param>
    /// <param name="dataCenter">What a Data Center beside it holds; null for none.</param>
    /// <param name="limits">Whether calls keep to what Atlassian publishes.</param>
    /// <param name="postgres">Where the app database lies; null for a file.</param>
    /// <param name="configuration">The operator's, besides.</param>
    public static async Task<CaptureHost> StartSetUpAsync(
        string world = "itsm",
        bool callsPerObject = false,
        string? dataCenter = null,
        bool limits = false,
        string? postgres = null,
        IEnumerable<KeyValuePair<string, string?>>? configuration = null
    )
    {
        var host = await StartAsync(
            world,
            callsPerObject: callsPerObject,
            dataCenter: dataCenter,
            limits: limits,
            postgres: postgres,
            configuration: configuration
        );
        await host.SendAsync(new SaveCredentials(host.Workspace("acme"), Email, Token));
        await host.SendAsync(new SaveStorage("local"));
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);
        return host;
    }

    public string Workspace(string site) =>
        simulator.Sites.Single(candidate => candidate.Name == site).WorkspaceId;

    public string CloudId(string site) =>
        simulator.Sites.Single(candidate => candidate.Name == site).CloudId;

    public async Task<TResponse> SendAsync<TResponse>(
        IRequest<TResponse> request,
        LicenceState licence = LicenceState.NotApplicable,
        Guid? tenant = null
    )
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Current = new Caller(
            tenant ?? Tenant,
            Caller.Operator,
            IsJiraAdmin: true,
            "https://acme.atlassian.net",
            licence
        );
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    public async Task<Run> SyncAsync() =>
        await DrainAsync((await SendAsync(new StartSync())).RunId);

    public async Task<Run> BackUpAsync(string key, bool archived = false) =>
        await DrainAsync(await QueueBackupAsync(key, archived));

    public async Task<Guid> QueueBackupAsync(string key, bool archived = false) =>
        (
            await SendAsync(new BackUpNow((await SchemaAsync(key)).Id, null, Archived: archived))
        ).RunId;

    /// <summary>Works off what is queued, as the server's job does, until nothing is left or it is told to end.</summary>
    public async Task<Run> DrainAsync(Guid runId, CancellationToken shutdown = default)
    {
        var connection = await ReadAsync(database =>
            database
                .Runs.Where(run => run.Id == runId)
                .Select(run => run.ConnectionId)
                .SingleAsync()
        );
        try
        {
            await Services.GetRequiredService<SiteRunner>().DrainAsync(connection, shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // The process was ended.
        }
        return await ReadAsync(database => database.Runs.SingleAsync(run => run.Id == runId));
    }

    /// <summary>Works with one of the program's own services, as a command of the terminal does.</summary>
    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await app.DisposeAsync();
        await simulator.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private WebApplication Build(
        string hosts,
        bool limits,
        string? postgres,
        IEnumerable<KeyValuePair<string, string?>> configuration
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = "Production",
                ApplicationName = typeof(AppDatabase).Assembly.GetName().Name,
                ContentRootPath = folder.Path,
            }
        );
        builder.Configuration.AddInMemoryCollection([
            new("DataDirectory", folder.File("data")),
            new("Atlassian:Limits:Enabled", limits ? "true" : "false"),
            new("Atlassian:Retry:BaseDelay", "00:00:00.020"),
            new(OperatorKeyLoader.Variable, OperatorKey.Create().Export()),
            new("Database:Postgres", postgres),
            new("Storage:Regions:local", "This server"),
            new("Storage:Regions:other", "Another disk"),
            .. configuration,
        ]);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder
            .Services.AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IdSource>()
            .AddSingleton<DataPaths>()
            .AddScheduling(
                new DatabasePlace(new DataPaths(builder.Configuration), builder.Configuration)
            );
        builder.AddOperatorKey();
        builder.AddOutboundGuard();
        builder.Services.AddSingleton(
            new OutboundGuard([DatabaseHost], new HostsFile(hosts), LookUp)
        );
        builder.Services.AddCaller();
        builder.Services.AddSingleton<ILicenceSource>(Licences);
        builder.Services.AddAppDatabase();
        builder.Services.AddRuns().AddTenants();
        builder.AddAtlassian();
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .AddHttpMessageHandler(() => new WireHandler(Wire));
        builder.Services.AddConnections(builder.Configuration);
        builder.Services.AddSchemas().AddAlarms();
        builder.Services.AddSchedules();
        builder.Services.AddTargets();
        builder.Services.AddCapture();
        builder.Services.AddSingleton<IOptions<CaptureOptions>>(settings);
        builder.Services.AddVaults();
        builder.Services.AddSingleton(new FreeSpace(folder => Free(folder)));
        builder.Services.AddHealth();
        builder.Services.AddPlans().AddNotifications();
        builder.Services.AddApi();
        return builder.Build();
    }

    private static Task<IPAddress[]> LookUp(string host, CancellationToken cancellationToken) =>
        host == DatabaseHost
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : Dns.GetHostAddressesAsync(host, cancellationToken);
}
