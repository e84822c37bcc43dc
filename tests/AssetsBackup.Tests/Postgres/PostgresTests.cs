using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace AssetsBackup.Tests.Postgres;

/// <summary>The app database on PostgreSQL does what it does in a file.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task A_schema_is_set_up_synced_scheduled_backed_up_and_verified()
    {
        await using var host = await StartAsync("itsm");
        await using var scheduler = await Scheduler.StartAsync(host);
        var schema = (await host.SendAsync(new ListSchemas())).Items[0];
        var cursor = (await host.SendAsync(new GetChanges(null))).Cursor;

        var saved = await host.SendAsync(
            new SaveSchedule(schema.Id, IsEnabled: true, ScheduleHost.Custom("0 3 * * *"))
        );
        var backup = await scheduler.UntilAsync(saved.RunId!.Value, RunState.Succeeded);
        var verify = (await host.SendAsync(new StartVerify(backup.Id))).RunId;
        await scheduler.UntilAsync(verify, RunState.Succeeded);

        var changed = await host.SendAsync(new GetChanges(cursor));
        changed.Snapshots.ShouldHaveSingleItem().Id.ShouldBe(backup.Id);
        changed.Schemas.ShouldContain(row => row.Schedule != null && row.LastSnapshotId != null);
        (await host.SendAsync(new ListSnapshots(schema.Id))).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_wanted_several_times_at_once_is_begun_once()
    {
        await using var host = await StartAsync("n:50");
        var schema = await host.OnlySchemaAsync();

        var asked = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => CodeAsync(() => host.SendAsync(new BackUpNow(schema, null))))
        );

        asked.Count(code => code is null).ShouldBe(1);
        asked.Count(code => code == "backup-running").ShouldBe(7);
    }

    [Fact]
    public async Task A_day_that_several_take_up_at_once_is_backed_up_once()
    {
        await using var host = await StartAsync("n:50");
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        host.MoveTo(due);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(host.TakeDueAsync)));

        (await host.BegunAsync()).Count.ShouldBe(1);
        (await host.PastAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Changes_made_at_once_have_numbers_of_their_own()
    {
        await using var host = await StartAsync("itsm");
        var schemas = await host.ReadAsync(database =>
            database.Schemas.Select(row => row.Id).ToListAsync()
        );

        await Task.WhenAll(
            schemas
                .SelectMany(id => Enumerable.Repeat(id, 5))
                .Select(id =>
                    Task.Run(() =>
                        host.ChangeAsync(database =>
                            database.Schemas.Single(row => row.Id == id).ObjectCount++
                        )
                    )
                )
        );

        var numbers = await host.ReadAsync(database =>
            database.Schemas.Select(row => row.Change).ToListAsync()
        );
        numbers.Distinct().Count().ShouldBe(schemas.Count);
        (await host.SendAsync(new GetChanges(null))).Cursor.ShouldBe(numbers.Max());
    }

    [Fact]
    public async Task Nodes_share_it_and_a_command_that_works_alone_does_not()
    {
        var place = Place(await PostgresOfTests.CreateAsync());

        await using (var one = await DataHold.TryServeAsync(place, "", default))
        await using (var other = await DataHold.TryServeAsync(place, "", default))
        {
            one.ShouldNotBeNull();
            other.ShouldNotBeNull();
            (await DataHold.TryAloneAsync(place, "", default)).ShouldBeNull();
        }
        await using var alone = await DataHold.TryAloneAsync(place, "", default);
        alone.ShouldNotBeNull();
        (await DataHold.TryServeAsync(place, "", default)).ShouldBeNull();
        DataHold.Taken(place, "").Problem.Code.ShouldBe("data-in-use");
    }

    [Fact]
    public async Task A_node_whose_session_was_ended_takes_its_hold_anew()
    {
        var connection = await PostgresOfTests.CreateAsync();
        var place = Place(connection);
        using var ending = new CancellationTokenSource();
        await using var node = (await DataHold.TryServeAsync(place, "", default)).ShouldNotBeNull();
        var lost = node.LostAsync(place, ending.Token);

        await EndHoldersAsync(connection);

        await Cluster.Until.TrueAsync(
            "the node has it again",
            async () =>
            {
                await using var alone = await DataHold.TryAloneAsync(place, "", default);
                return alone is null;
            }
        );
        lost.IsCompleted.ShouldBeFalse();
        await ending.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => lost);
    }

    [Fact]
    public async Task A_node_learns_that_somebody_took_the_database_alone_meanwhile()
    {
        var connection = await PostgresOfTests.CreateAsync();
        var place = Place(connection);
        await using var node = (await DataHold.TryServeAsync(place, "", default)).ShouldNotBeNull();
        await EndHoldersAsync(connection);
        await using var alone = (
            await DataHold.TryAloneAsync(place, "", default)
        ).ShouldNotBeNull();

        await node.LostAsync(place, default).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>As an operator of PostgreSQL would, or a failover.</summary>
    private static async Task EndHoldersAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var end = source.CreateCommand(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_locks
            WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND pid <> pg_backend_pid()
            """
        );
        await end.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Its_tables_are_those_of_the_model()
    {
        await using var host = await StartAsync("n:50");
        await using var database = host.Database();

        database.Database.IsNpgsql().ShouldBeTrue();
        database
            .Database.HasPendingModelChanges()
            .ShouldBeFalse("a migration is missing: docs/architecture.md says how one is made");
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_told_without_its_text()
    {
        var refused = Should.Throw<ProblemException>(() => Place("Host=db;Pasword=secret-word"));

        refused.Problem.Code.ShouldBe("database-configuration");
        $"{refused.Problem} {refused}".ShouldNotContain("secret-word");
    }

    private static DatabasePlace Place(string postgres)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Database:Postgres", postgres)])
            .Build();
        using var folder = new TemporaryFolder();
        configuration["DataDirectory"] = folder.Path;
        return new DatabasePlace(new(configuration), configuration);
    }

    private static async Task<CaptureHost> StartAsync(string world) =>
        await CaptureHost.StartSetUpAsync(world, postgres: await PostgresOfTests.CreateAsync());

    private static async Task<string?> CodeAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (ProblemException refused)
        {
            return refused.Problem.Code;
        }
    }
}
