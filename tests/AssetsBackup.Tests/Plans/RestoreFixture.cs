using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Vault;
using JiraSimulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AssetsBackup.Tests.Plans;

/// <summary>
/// Two simulated sites and the product's runs over a real database and vault: what is restored is judged by the
/// simulator's own comparer, which shares no code with the product.
/// </summary>
internal sealed class RestoreFixture : IAsyncDisposable
{
    private const string Source = "acme";
    private const string Destination = "globex";
    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;
    private readonly Simulator _simulator;
    private readonly HttpClient _control;
    private readonly CallHook _watch = new();

    private RestoreFixture(Simulator simulator, TemporaryFolder folder, string hostsFile)
    {
        _simulator = simulator;
        _folder = folder;
        _control = new HttpClient { BaseAddress = simulator.HttpUrl };
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Development }
        );
        builder.Configuration.AddInMemoryCollection([
            new("DataDirectory", folder.File("data")),
            new(
                "SimulatedHosts:Assembly",
                typeof(global::SimulatedHosts.HostsFile).Assembly.Location
            ),
            new("SimulatedHosts:File", hostsFile),
            new("Atlassian:Limits:Enabled", "false"),
            new("Atlassian:Retry:BaseDelay", "00:00:00.010"),
        ]);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IdSource>();
        builder.Logging.ClearProviders();
        builder.AddOperatorKey();
        builder.AddOutboundGuard();
        builder.AddAtlassian();
        builder.Services.AddAppDatabase().AddRuns().AddCapture().AddPlans();
        builder.Services.AddSingleton<ConnectionCredentials>();
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .AddHttpMessageHandler(() => new Hooked(_watch));
        builder.Services.AddScoped(services =>
            services.GetRequiredService<IDbContextFactory<AppDatabase>>().CreateDbContext()
        );
        _host = builder.Build();
    }

    public Guid Tenant { get; } = Guid.Parse("11111111-0000-0000-0000-000000000001");

    public Guid Current { get; } = Guid.Parse("22222222-0000-0000-0000-000000000001");

    public Guid Target { get; } = Guid.Parse("22222222-0000-0000-0000-000000000002");

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RestoreFixture> StartAsync()
    {
        var folder = new TemporaryFolder();
        var hostsFile = folder.File("hosts.json");
        var simulator = await Simulator.StartAsync(
            new SimulatorOptions { HostsFile = hostsFile },
            Stop
        );
        var fixture = new RestoreFixture(simulator, folder, hostsFile);
        await DatabaseSetup.MigrateAsync(fixture.Services, Stop);
        await fixture.SetUpAsync();
        return fixture;
    }

    public async Task<AppDatabase> DatabaseAsync() =>
        await Services
            .GetRequiredService<IDbContextFactory<AppDatabase>>()
            .CreateDbContextAsync(Stop);

    /// <summary>A backup of a schema of the source site, made by the product.</summary>
    public async Task<Guid> BackUpAsync(string schemaKey)
    {
        await using var database = await DatabaseAsync();
        var live = await Assets(Source).ListAllSchemasAsync(includeCounts: true, Stop);
        var line = live.Single(schema => schema.ObjectSchemaKey == schemaKey);
        var schema = new Schema
        {
            Id = Services.GetRequiredService<IdSource>().Next(),
            TenantId = Tenant,
            ConnectionId = Current,
            AssetsId = line.Id,
            Name = line.Name!,
            Key = schemaKey,
            CanManage = true,
            SyncedAt = default,
        };
        database.Schemas.Add(schema);
        var run = Queue(
            database,
            new NewRun(Tenant, Current, RunKind.Backup, "operator") { SchemaId = schema.Id }
        );
        await database.SaveChangesAsync(Stop);
        await DrainAsync(Current);
        var ended = await RunAsync(run.Id);
        ended.State.ShouldBe(RunState.Succeeded, ended.ErrorMessage);
        return ended.Id;
    }

    public async Task<(Plan Plan, Run Run)> PlanAsync(
        Guid snapshot,
        string name,
        string key,
        bool toSource = false
    )
    {
        await using var database = await DatabaseAsync();
        var started = await new MakePlanHandler(
            database,
            Caller,
            Services.GetRequiredService<RunQueue>(),
            Services.GetRequiredService<IdSource>(),
            TimeProvider.System
        ).Handle(new MakePlan(snapshot, toSource ? null : Target, name, key), Stop);
        await DrainAsync(toSource ? Current : Target);
        return (await PlanAsync(started.PlanId), await RunAsync(started.RunId));
    }

    public async Task<Run> ApplyAsync(Plan plan)
    {
        var run = await StartApplyAsync(plan);
        await DrainAsync(plan.DestinationId);
        return await RunAsync(run);
    }

    public async Task<Guid> StartApplyAsync(Plan plan)
    {
        await using var database = await DatabaseAsync();
        var started = await new ApplyPlanHandler(
            database,
            Caller,
            Services.GetRequiredService<RunQueue>()
        ).Handle(new ApplyPlan(plan.Id), Stop);
        return started.RunId;
    }

    /// <summary>A process that is shut down once so many calls have gone to the destination.</summary>
    public async Task DrainUntilCallAsync(Guid connection, int calls)
    {
        using var shutdown = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var left = calls;
        _watch.BeforeCall = () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
                _ = shutdown.CancelAsync();
        };
        try
        {
            await DrainAsync(connection, shutdown.Token);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // As the host does at its shutdown.
        }
        _watch.BeforeCall = () => { };
    }

    public async Task<IReadOnlyList<PlanAction>> ListActionsAsync(Guid plan, string? kind)
    {
        await using var database = await DatabaseAsync();
        var handler = new ListPlanActionsHandler(
            database,
            Caller,
            Services.GetRequiredService<TenantVaults>()
        );
        var actions = new List<PlanAction>();
        string? after = null;
        do
        {
            var page = await handler.Handle(new ListPlanActions(plan, kind, after), Stop);
            page.Items.Count.ShouldBeLessThanOrEqualTo(100);
            actions.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);
        return actions;
    }

    /// <summary>The destination refuses objects beyond so many.</summary>
    public async Task LimitObjectsAsync(int limit) =>
        (
            await _control.PutAsJsonAsync(
                $"/_sim/sites/{Destination}/switches",
                new { objectLimit = limit },
                Stop
            )
        ).EnsureSuccessStatusCode();

    public Task DrainAsync(Guid connection, CancellationToken? stop = null) =>
        Services.GetRequiredService<SiteRunner>().DrainAsync(connection, stop ?? Stop);

    public async Task<Run> RunAsync(Guid id)
    {
        await using var database = await DatabaseAsync();
        return await database.Runs.AsNoTracking().SingleAsync(run => run.Id == id, Stop);
    }

    public async Task<Plan> PlanAsync(Guid id)
    {
        await using var database = await DatabaseAsync();
        return await database.Plans.AsNoTracking().SingleAsync(plan => plan.Id == id, Stop);
    }

    public async Task<IReadOnlyList<string>> LogAsync(Guid run)
    {
        await using var database = await DatabaseAsync();
        return await database
            .RunLog.Where(line => line.RunId == run)
            .OrderBy(line => line.Id)
            .Select(line => line.Message)
            .ToListAsync(Stop);
    }

    /// <summary>What the simulator's comparer finds between schemas of the two sites, by their keys.</summary>
    public async Task<JsonElement> CompareAsync(params (string Source, string Destination)[] pairs)
    {
        var here = await KeysAsync(Source);
        var there = await KeysAsync(Destination);
        var answer = await _control.PostAsJsonAsync(
            "/_sim/compare",
            new
            {
                pairs = pairs.Select(pair => new
                {
                    from = new { site = Source, schemaId = here[pair.Source] },
                    to = new { site = Destination, schemaId = there[pair.Destination] },
                }),
            },
            Stop
        );
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>The next call of an operation fails; after acting means that the server did its work first.</summary>
    public async Task FailAsync(string operation, int call, string kind, bool afterActing) =>
        (
            await _control.PostAsJsonAsync(
                $"/_sim/sites/{Destination}/faults",
                new
                {
                    operation,
                    kind,
                    call,
                    afterActing,
                },
                Stop
            )
        ).EnsureSuccessStatusCode();

    public async Task<IReadOnlyDictionary<string, string>> KeysAsync(string site) =>
        (await Assets(site).ListAllSchemasAsync(includeCounts: false, Stop)).ToDictionary(
            schema => schema.ObjectSchemaKey!,
            schema => schema.Id
        );

    public IAssetsApi Assets(string site) =>
        Services.GetRequiredService<AtlassianClients>().Assets(CredentialsOf(site));

    private Caller Caller =>
        new(
            Tenant,
            Caller.Operator,
            IsJiraAdmin: true,
            "https://acme.atlassian.net",
            LicenceState.Active
        );

    private SiteCredentials CredentialsOf(string name)
    {
        var site = _simulator.Sites.Single(site => site.Name == name);
        return new SiteCredentials(
            $"https://{name}.atlassian.net",
            site.CloudId,
            site.WorkspaceId,
            "admin@acme.example",
            "valid-token"
        );
    }

    private Run Queue(AppDatabase database, NewRun run) =>
        Services.GetRequiredService<RunQueue>().Add(database, run);

    private async Task SetUpAsync()
    {
        using var keys = await Services.GetRequiredService<KeyStore>().CreateAsync(Tenant, Stop);
        await using var database = await DatabaseAsync();
        database.Tenants.Add(new Tenant { Id = Tenant, CreatedAt = default });
        database.Connections.Add(ConnectionTo(Source, Current, ConnectionRole.Current));
        database.Connections.Add(ConnectionTo(Destination, Target, ConnectionRole.Target));
        await database.SaveChangesAsync(Stop);
    }

    private Connection ConnectionTo(string name, Guid id, ConnectionRole role)
    {
        var site = CredentialsOf(name);
        return new Connection
        {
            Id = id,
            TenantId = Tenant,
            Role = role,
            Name = name,
            SiteUrl = site.SiteUrl,
            CloudId = site.CloudId,
            WorkspaceId = site.WorkspaceId,
            Email = site.Email,
            ApiToken = Services
                .GetRequiredService<ConnectionCredentials>()
                .Seal(Tenant, id, site.ApiToken),
            TokenSetAt = default,
            Storage = StorageKind.Managed,
            StorageRegion = "local",
            CreatedAt = default,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        _control.Dispose();
        await _simulator.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class CallHook
    {
        public Action BeforeCall { get; set; } = () => { };
    }

    private sealed class Hooked(CallHook hook) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            hook.BeforeCall();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
