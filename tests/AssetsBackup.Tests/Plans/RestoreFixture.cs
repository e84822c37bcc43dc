using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AssetsBackup.Tests.Plans;

/// <summary>
/// Two simulated sites and the product's runs over a real database and vault: what is restored is judged by the
/// simulator's own comparer, which shares no code with the product.
/// </summary>
internal sealed class RestoreFixture : IAsyncDisposable
{
    private static readonly Guid Tenant = Guid.Parse("11111111-0000-0000-0000-000000000001");
    private static readonly Guid Storage = Guid.Parse("33333333-0000-0000-0000-000000000001");
    private static readonly Guid Current = Guid.Parse("22222222-0000-0000-0000-000000000001");
    private static readonly Guid Target = Guid.Parse("22222222-0000-0000-0000-000000000002");
    private readonly TemporaryFolder folder = new();
    private readonly CallHook hook = new();
    private readonly IHost host;

    private RestoreFixture(TwoSites sites, TimeProvider clock)
    {
        Sites = sites;
        host = RestoreHost.Build(folder, sites.HostsFile, hook, clock);
    }

    public TwoSites Sites { get; }

    public CallHook Hook => hook;

    /// <summary>The files in which the vault keeps records, oldest first.</summary>
    public IReadOnlyList<string> Packs() =>
        [
            .. Directory
                .EnumerateFiles(folder.File("data"), "*", SearchOption.AllDirectories)
                .Where(file => file.Contains("/packs/", StringComparison.Ordinal))
                .OrderBy(File.GetLastWriteTimeUtc),
        ];

    private IServiceProvider Services => host.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Caller Caller =>
        new(
            Tenant,
            Caller.Operator,
            IsJiraAdmin: true,
            "https://acme.atlassian.net",
            LicenceState.Active
        );

    /// <param name="clock">The product's; the machine's where there is none.</param>
    /// <param name="world">What the source site holds: the whole sample, or a small one of all its types.</param>
    public static async Task<RestoreFixture> StartAsync(
        TimeProvider? clock = null,
        string world = "itsm:600"
    )
    {
        var fixture = new RestoreFixture(
            await TwoSites.StartAsync(world),
            clock ?? TimeProvider.System
        );
        await DatabaseSetup.MigrateAsync(fixture.Services, Stop);
        await fixture.SetUpAsync();
        return fixture;
    }

    /// <summary>A site's Assets, for what others do there.</summary>
    public IAssetsApi AssetsOf(string site) =>
        Services.GetRequiredService<AtlassianClients>().Assets(Sites.CredentialsOf(site));

    public async Task<AppDatabase> DatabaseAsync() =>
        await Services
            .GetRequiredService<IDbContextFactory<AppDatabase>>()
            .CreateDbContextAsync(Stop);

    /// <summary>A backup of a schema of the source site, made by the product.</summary>
    public async Task<Guid> BackUpAsync(string schemaKey)
    {
        await using var database = await DatabaseAsync();
        var schema = await database.Schemas.FirstOrDefaultAsync(row => row.Key == schemaKey, Stop);
        if (schema is null)
            database.Schemas.Add(schema = await SchemaAsync(schemaKey));
        var run = Services
            .GetRequiredService<RunQueue>()
            .Add(
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
        var started = await SendAsync(new MakePlan(snapshot, toSource ? null : Target, name, key));
        await DrainAsync(toSource ? Current : Target);
        return (await PlanAsync(started.PlanId), await RunAsync(started.RunId));
    }

    public async Task<Run> ApplyAsync(Plan plan)
    {
        var run = await StartApplyAsync(plan);
        await DrainAsync(plan.DestinationId);
        return await RunAsync(run);
    }

    public async Task<Guid> StartApplyAsync(Plan plan) =>
        (await SendAsync(new ApplyPlan(plan.Id))).RunId;

    public Task StopAsync(Guid run) => SendAsync(new StopRun(run));

    /// <summary>As an uninstall stops whatever the tenant has.</summary>
    public async Task StopAllAsync()
    {
        await using var database = await DatabaseAsync();
        var ends = Services.GetRequiredService<RunEnds>();
        await new TenantRuns(database, ends).StopAllAsync(Tenant, Stop);
        await database.SaveChangesAsync(Stop);
    }

    /// <summary>Acts right before one of the calls to the sites, counted from now.</summary>
    public void BeforeCall(int call, Action act)
    {
        var left = call;
        hook.BeforeCall = () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
                act();
        };
    }

    public Task DrainAsync(Guid connection, CancellationToken? stop = null) =>
        Services.GetRequiredService<SiteRunner>().DrainAsync(connection, stop ?? Stop);

    /// <summary>A process that is shut down once so many calls have gone to the destination.</summary>
    public async Task DrainUntilCallAsync(Guid connection, int calls)
    {
        var left = calls;
        await DrainUntilAsync(connection, () => Interlocked.Decrement(ref left) == 0);
    }

    /// <summary>A process that is shut down at the first call at which it is time.</summary>
    public async Task DrainUntilAsync(Guid connection, Func<bool> isTime)
    {
        using var shutdown = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        hook.BeforeCall = () =>
        {
            if (isTime())
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
        hook.BeforeCall = () => { };
    }

    public async Task<IReadOnlyList<PlanAction>> ListActionsAsync(Guid plan, string? kind)
    {
        var actions = new List<PlanAction>();
        string? after = null;
        do
        {
            var page = await SendAsync(new ListPlanActions(plan, kind, after));
            page.Items.Count.ShouldBeLessThanOrEqualTo(100);
            actions.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);
        return actions;
    }

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

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await Sites.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    public async Task<TResponse> SendAsync<TResponse>(IRequest<TResponse> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Current = Caller;
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, Stop);
    }

    private async Task<Schema> SchemaAsync(string key)
    {
        var (assetsId, name) = (await Sites.SchemasAsync(TwoSites.Source))[key];
        return new Schema
        {
            Id = Services.GetRequiredService<IdSource>().Next(),
            TenantId = Tenant,
            ConnectionId = Current,
            WorkspaceId = Sites.CredentialsOf(TwoSites.Source).WorkspaceId,
            AssetsId = assetsId,
            Name = name,
            Key = key,
            CanManage = true,
            SyncedAt = default,
        };
    }

    private async Task SetUpAsync()
    {
        using var keys = await Services.GetRequiredService<KeyStore>().CreateAsync(Tenant, Stop);
        await using var database = await DatabaseAsync();
        database.Tenants.Add(new Tenant { Id = Tenant, CreatedAt = default });
        database.StoragePlaces.Add(
            new StoragePlace
            {
                Id = Storage,
                TenantId = Tenant,
                Kind = StorageKind.Managed,
                Region = "local",
                CreatedAt = default,
            }
        );
        database.Connections.Add(ConnectionTo(TwoSites.Source, Current, ConnectionRole.Current));
        database.Connections.Add(ConnectionTo(TwoSites.Destination, Target, ConnectionRole.Target));
        await database.SaveChangesAsync(Stop);
    }

    private Connection ConnectionTo(string name, Guid id, ConnectionRole role)
    {
        var site = Sites.CredentialsOf(name);
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
            StoragePlaceId = role == ConnectionRole.Current ? Storage : null,
            CreatedAt = default,
        };
    }
}
