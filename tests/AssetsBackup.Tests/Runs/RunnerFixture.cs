using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Runs;

/// <summary>The run engine on a real SQLite file, with bodies that a test writes.</summary>
internal sealed class RunnerFixture : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    public RunnerFixture(TimeProvider? clock = null, params ScriptedBody[] bodies)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("DataDirectory", folder.Path)])
            .Build();
        var collection = new ServiceCollection()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(new DataPaths(configuration))
            .AddSingleton<IdSource>()
            .AddSingleton(new KeyStore(folder.File("key-store"), OperatorKey.Create()))
            .AddLogging()
            .AddAppDatabase()
            .AddRuns();
        foreach (var body in bodies)
            collection.AddSingleton<IRunBody>(body);
        services = collection.BuildServiceProvider();
    }

    public Guid Tenant { get; } = Guid.Parse("11111111-0000-0000-0000-000000000001");

    public Guid Connection { get; } = Guid.Parse("22222222-0000-0000-0000-000000000002");

    public SiteRunner Runner => services.GetRequiredService<SiteRunner>();

    public SiteLeases Leases => services.GetRequiredService<SiteLeases>();

    public IDbContextFactory<AppDatabase> Databases =>
        services.GetRequiredService<IDbContextFactory<AppDatabase>>();

    public static async Task<RunnerFixture> CreateAsync(
        TimeProvider? clock,
        params ScriptedBody[] bodies
    )
    {
        var fixture = new RunnerFixture(clock, bodies);
        await DatabaseSetup.MigrateAsync(fixture.services, CancellationToken.None);
        using (
            await fixture
                .services.GetRequiredService<KeyStore>()
                .CreateAsync(fixture.Tenant, CancellationToken.None)
        ) { }
        await using var database = await fixture.Databases.CreateDbContextAsync();
        database.Tenants.Add(new Tenant { Id = fixture.Tenant, CreatedAt = default });
        await database.SaveChangesAsync();
        return fixture;
    }

    public async Task<Guid> QueueAsync(RunKind kind, string requestedBy = "operator")
    {
        await using var database = await Databases.CreateDbContextAsync();
        var run = services
            .GetRequiredService<RunQueue>()
            .Add(database, new NewRun(Tenant, Connection, kind, requestedBy));
        await database.SaveChangesAsync();
        return run.Id;
    }

    public async Task<Run> ReadAsync(Guid id)
    {
        await using var database = await Databases.CreateDbContextAsync();
        return await database.Runs.AsNoTracking().SingleAsync(run => run.Id == id);
    }

    public async Task<IReadOnlyList<string>> LogAsync()
    {
        await using var database = await Databases.CreateDbContextAsync();
        return await database.RunLog.Select(line => line.Message).ToListAsync();
    }

    public async Task ChangeAsync(Guid id, Action<Run> change)
    {
        await using var database = await Databases.CreateDbContextAsync();
        change(await database.Runs.SingleAsync(run => run.Id == id));
        await database.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>A run body whose work a test writes.</summary>
internal sealed class ScriptedBody(
    RunKind kind,
    Func<RunContext, CancellationToken, Task<RunOutcome>> work
) : IRunBody
{
    public RunKind Kind => kind;

    public Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken) =>
        work(run, cancellationToken);
}
