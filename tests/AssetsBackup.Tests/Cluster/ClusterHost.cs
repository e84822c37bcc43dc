using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Postgres;
using JiraSimulator;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AssetsBackup.Tests.Cluster;

/// <summary>Several nodes on one PostgreSQL, beside simulated sites of many schemas.</summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    private static readonly string[] Names = ["acme", "globex", "initech", "umbrella"];
    private readonly TemporaryFolder folder = new();
    private readonly List<Node> nodes = [];
    private readonly Simulator simulator;
    private readonly string postgres;

    private ClusterHost(Simulator simulator, string postgres, TemporaryFolder hosts) =>
        (this.simulator, this.postgres, Hosts) = (simulator, postgres, hosts);

    private TemporaryFolder Hosts { get; }

    private string Data => folder.File("data");

    public IReadOnlyList<Node> Nodes => nodes;

    /// <param name="sites">How many sites there are.</param>
    /// <param name="world">What each holds.</param>
    /// <param name="count">How many nodes serve.</param>
    /// <param name="database">The connection string; null for a database on the PostgreSQL of all tests.</param>
    public static async Task<ClusterHost> StartAsync(
        int sites,
        string world,
        int count,
        string? database = null
    )
    {
        var shared = database ?? await PostgresOfTests.CreateAsync();
        var hosts = new TemporaryFolder();
        var started = await Simulator.StartAsync(
            new SimulatorOptions
            {
                HostsFile = hosts.File("hosts.json"),
                Sites = [.. Names.Take(sites).Select(name => new SiteOptions(name, world))],
            },
            CancellationToken.None
        );
        var cluster = new ClusterHost(started, shared, hosts);
        foreach (var name in Names.Take(sites))
            await cluster.RunAsync(
                "sites",
                "add",
                $"https://{name}.atlassian.net",
                "--email",
                CaptureHost.Email
            );
        for (var node = 0; node < count; node++)
            await cluster.AddNodeAsync();
        return cluster;
    }

    public async Task AddNodeAsync() =>
        nodes.Add(await Node.StartAsync(Data, Hosts.File("hosts.json"), postgres));

    public Task RunAsync(params string[] arguments) =>
        Node.RunAsync(Data, Hosts.File("hosts.json"), postgres, arguments);

    /// <summary>Gives each schema a schedule that was due a minute ago.</summary>
    public async Task MakeAllDueAsync()
    {
        await using var database = Open();
        var due = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        due = new DateTimeOffset(due.Year, due.Month, due.Day, due.Hour, due.Minute, 0, default);
        DailyCron.Refuse(
            $"{due.Minute} {due.Hour} * * *",
            LocalDate.FromDateTime(due.UtcDateTime),
            out var cron
        );
        foreach (var schema in await database.Schemas.AsNoTracking().ToListAsync())
        {
            var schedule = new Schedule
            {
                SchemaId = schema.Id,
                TenantId = schema.TenantId,
                SavedBy = "test",
            };
            schedule.Set(
                new ScheduleTime(ScheduleKind.Custom, cron!, DateTimeZone.Utc),
                isEnabled: true
            );
            schedule.DueAt(due);
            database.Schedules.Add(schedule);
        }
        await database.SaveChangesAsync();
    }

    public async Task<int> CountAsync(RunState state)
    {
        await using var database = Open();
        return await database.Runs.CountAsync(run =>
            run.Kind == RunKind.Backup && run.State == state
        );
    }

    /// <summary>Asks for something that a node has to do.</summary>
    public async Task<Guid> QueueSyncAsync()
    {
        await using var database = Open();
        var site = await database.Connections.AsNoTracking().FirstAsync();
        var run = new Run
        {
            Id = Guid.Parse("33333333-0000-0000-0000-000000000003"),
            TenantId = site.TenantId,
            ConnectionId = site.Id,
            Kind = RunKind.Sync,
            RequestedBy = "test",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        database.Runs.Add(run);
        await database.SaveChangesAsync();
        return run.Id;
    }

    public async Task<RunState> StateAsync(Guid run)
    {
        await using var database = Open();
        return await database
            .Runs.Where(row => row.Id == run)
            .Select(row => row.State)
            .SingleAsync();
    }

    /// <summary>Each schema was backed up once, by its schedule, and its backup is there.</summary>
    public async Task ShouldBeBackedUpOnceEachAsync(int schemas)
    {
        await using var database = Open();
        var runs = await database
            .Runs.AsNoTracking()
            .Where(run => run.Kind == RunKind.Backup)
            .ToListAsync();
        runs.ShouldAllBe(run =>
            run.State == RunState.Succeeded && run.RequestedBy == Run.BySchedule
        );
        runs.Select(run => run.SchemaId).Distinct().Count().ShouldBe(schemas);
        runs.Count.ShouldBe(schemas);
        var past = await database.PastOccurrences.AsNoTracking().ToListAsync();
        past.Count.ShouldBe(schemas);
        past.ShouldAllBe(one => one.RunId != null);
        var snapshots = await database.Snapshots.AsNoTracking().ToListAsync();
        snapshots.Select(row => row.Id).ShouldBe(runs.Select(run => run.Id), ignoreOrder: true);
        snapshots.ShouldAllBe(row => row.State == SnapshotState.Complete);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        await simulator.DisposeAsync();
        Hosts.Dispose();
        folder.Dispose();
    }

    private PostgresDatabase Open()
    {
        var options = new DbContextOptionsBuilder<PostgresDatabase>();
        PostgresDatabase.Configure(options, postgres);
        return new PostgresDatabase(options.Options);
    }
}
