using AssetsBackup.CommandLine;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>What a person names in a terminal is one thing, the site's own before that of another instance, or it is refused.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class AmbiguousNameTests(TerminalFixture terminal) : IClassFixture<TerminalFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_several_ids_have_is_told_as_such_and_a_longer_one_is_understood()
    {
        await using (var database = Database())
        {
            var known = await database.Runs.AsNoTracking().FirstAsync(Stop);
            database.Runs.AddRange(
                RunLike(known, "abcd0000-0000-0000-0000-000000000001"),
                RunLike(known, "abcd1fff-0000-0000-0000-000000000002")
            );
            await database.SaveChangesAsync(Stop);
        }

        var several = await RunsAsync("abcd");

        several.ExitCode.ShouldBe((int)ExitCode.Refused, several.Errors);
        several.Errors.ShouldContain("There is more than one run abcd");
        several.Errors.ShouldContain("(run-ambiguous)");
        foreach (var one in (string[])["abcd0", "ABCD1fff", "abcd1fff-0000-0000-0000-000000000002"])
            (await RunsAsync(one)).ExitCode.ShouldBe(0, one);
        foreach (var none in (string[])["abcd2", "abc", "abcd0000-0000-0000-0000-0000000000019"])
            (await RunsAsync(none)).Errors.ShouldContain("(run-not-found)", customMessage: none);
    }

    [Fact]
    public async Task A_key_that_several_schemas_have_is_refused_with_their_ids()
    {
        Guid active;
        await using (var database = Database())
        {
            var known = await database.Schemas.AsNoTracking().FirstAsync(Stop);
            active = known.Id;
            var gone = new Schema
            {
                Id = Guid.Parse("dddddddd-0000-0000-0000-000000000001"),
                TenantId = known.TenantId,
                ConnectionId = known.ConnectionId,
                WorkspaceId = known.WorkspaceId,
                AssetsId = "gone",
                Name = "Deleted long ago",
                Key = known.Key,
                SyncedAt = default,
            };
            gone.Learn(SchemaFinding.Gone, default);
            database.Schemas.Add(gone);
            await database.SaveChangesAsync(Stop);
        }

        var several = await terminal.RunAsync(terminal.SetUp, null, "snapshots", "CNT");

        several.ExitCode.ShouldBe((int)ExitCode.Refused, several.Errors);
        several.Errors.ShouldContain("There is more than one schema CNT");
        several.Errors.ShouldContain(active.ToString());
        several.Errors.ShouldContain("(schema-ambiguous)");
        (
            await terminal.RunAsync(terminal.SetUp, null, "snapshots", active.ToString())
        ).ExitCode.ShouldBe(0);
        (await terminal.RunAsync(terminal.SetUp, null, "backup", "CNT")).ExitCode.ShouldBe(
            0,
            "only one of them can be backed up"
        );
    }

    [Fact]
    public async Task A_key_that_a_schema_of_another_instance_has_too_is_that_of_the_site_itself()
    {
        await using (var database = Database())
            await AddTwinsAsync(database);

        var named = await terminal.RunAsync(terminal.SetUp, null, "snapshots", "TWIN");
        var list = await terminal.RunAsync(terminal.SetUp, null, "schemas");

        named.ExitCode.ShouldBe(0, named.Errors);
        list.Output.ShouldContain("https://globex.atlassian.net");
        await RemoveTwinsAsync();
    }

    [Fact]
    public async Task A_deleted_schema_of_the_site_is_not_taken_for_one_of_the_same_key_elsewhere()
    {
        await using (var database = Database())
        {
            await AddTwinsAsync(database);
            var own = await database.Schemas.FirstAsync(schema => schema.Id == Twin(2), Stop);
            own.Learn(SchemaFinding.Gone, default);
            await database.SaveChangesAsync(Stop);
        }

        var refused = await terminal.RunAsync(terminal.SetUp, null, "backup", "TWIN");

        refused.ExitCode.ShouldBe((int)ExitCode.Refused, refused.Output);
        refused.Errors.ShouldContain("(schema-ambiguous)");
        refused.Errors.ShouldContain(Twin(3).ToString());
        await RemoveTwinsAsync();
    }

    private static Guid Twin(int number) =>
        Guid.Parse($"eeeeeeee-0000-0000-0000-00000000000{number}");

    /// <summary>Two schemas of one key: the second of the site itself, the third of another instance.</summary>
    private static async Task AddTwinsAsync(AppDatabase database)
    {
        var home = await database.Connections.AsNoTracking().FirstAsync(Stop);
        var target = new Connection
        {
            Id = Guid.Parse("cccccccc-0000-0000-0000-000000000001"),
            TenantId = home.TenantId,
            Role = ConnectionRole.Target,
            Name = "Restored to",
            SiteUrl = "https://globex.atlassian.net",
            CloudId = "globex",
            WorkspaceId = "globex",
            Email = home.Email,
            ApiToken = home.ApiToken,
            CreatedAt = default,
            TokenSetAt = default,
        };
        database.Connections.Add(target);
        foreach (var (id, instance) in new[] { (2, home), (3, target) })
            database.Schemas.Add(
                new Schema
                {
                    Id = Twin(id),
                    TenantId = home.TenantId,
                    ConnectionId = instance.Id,
                    WorkspaceId = instance.WorkspaceId,
                    AssetsId = "twin",
                    Name = "Twin",
                    Key = "TWIN",
                    SyncedAt = default,
                }
            );
        await database.SaveChangesAsync(Stop);
    }

    private async Task RemoveTwinsAsync()
    {
        await using var database = Database();
        await database.Schemas.Where(s => s.Key == "TWIN").ExecuteDeleteAsync(Stop);
        await database.Connections.Where(c => c.CloudId == "globex").ExecuteDeleteAsync(Stop);
    }

    [Fact]
    public async Task A_destination_whose_name_two_sites_have_is_refused_with_their_addresses()
    {
        await using (var database = Database())
        {
            var known = await database.Connections.AsNoTracking().FirstAsync(Stop);
            database.Connections.AddRange(
                TargetLike(
                    known,
                    "eeeeeeee-0000-0000-0000-000000000001",
                    "https://one.atlassian.net"
                ),
                TargetLike(
                    known,
                    "eeeeeeee-0000-0000-0000-000000000002",
                    "https://two.atlassian.net"
                )
            );
            await database.SaveChangesAsync(Stop);
        }
        var backup = await terminal.RunAsync(terminal.SetUp, null, "backup", "CNT");
        backup.ExitCode.ShouldBe(0, backup.Errors);
        var snapshot = await Database().Snapshots.Select(row => row.Id).FirstAsync(Stop);

        var refused = await terminal.RunAsync(
            terminal.SetUp,
            null,
            ["plan", snapshot.ToString(), "--to", "Twin", "--name", "New", "--key", "NEW"]
        );

        refused.ExitCode.ShouldBe((int)ExitCode.Refused, refused.Errors);
        refused.Errors.ShouldContain("There is more than one target Twin");
        refused.Errors.ShouldContain("https://one.atlassian.net, https://two.atlassian.net");
        refused.Errors.ShouldContain("(target-ambiguous)");
    }

    private static Connection TargetLike(Connection known, string id, string siteUrl) =>
        new()
        {
            Id = Guid.Parse(id),
            TenantId = known.TenantId,
            Role = ConnectionRole.Target,
            Name = "Twin",
            SiteUrl = siteUrl,
            CloudId = siteUrl,
            WorkspaceId = known.WorkspaceId,
            Email = known.Email,
            ApiToken = known.ApiToken,
            TokenSetAt = known.TokenSetAt,
            CreatedAt = known.CreatedAt,
        };

    private Task<Ended> RunsAsync(string id) => terminal.RunAsync(terminal.SetUp, null, "runs", id);

    private AppDatabase Database() =>
        new(
            new DbContextOptionsBuilder<AppDatabase>()
                .UseSqlite(
                    $"Data Source={Path.Combine(terminal.SetUp, "assets-backup.db")};Pooling=False"
                )
                .Options
        );

    private static Run RunLike(Run known, string id) =>
        new()
        {
            Id = Guid.Parse(id),
            TenantId = known.TenantId,
            ConnectionId = known.ConnectionId,
            Kind = RunKind.Sync,
            State = RunState.Succeeded,
            RequestedBy = "operator",
            CreatedAt = known.CreatedAt,
        };
}
