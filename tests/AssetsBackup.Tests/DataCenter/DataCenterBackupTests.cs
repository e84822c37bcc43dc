using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Contract §11.</summary>
public sealed class DataCenterBackupTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"assetsBaseMissing":true,"serverSearch":"iql"}""")]
    [InlineData("""{"largestServerPage":7,"objectTypeIdAsText":true}""")]
    [InlineData("""{"mailInServerValues":false,"definitionsInServerObjects":true}""")]
    [InlineData("""{"keyOrderIsText":true}""")]
    [InlineData("""{"objectIdComparisons":false}""")]
    public async Task Every_schema_of_a_data_center_is_backed_up_whole(string switches)
    {
        await using var server = await DataCenterHost.StartAsync("itsm");
        await server.SwitchAsync(switches);
        await server.AddAsync(DataCenterHost.ByToken);
        var schemas = await server.SchemasAsync();
        schemas.Count.ShouldBeGreaterThan(1);

        foreach (var schema in schemas)
        {
            var run = await server.Host.BackUpAsync(schema.Key);

            run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
            var world = await server.WorldAsync(schema.Key);
            var root = await server.Host.RootAsync(run.Id);
            root.Trees[SnapshotTrees.Objects]
                .Entries.ShouldBe(world.GetProperty("objects").GetInt32());
            root.Trees[SnapshotTrees.ObjectTypes]
                .Entries.ShouldBe(world.GetProperty("types").GetInt32());
            (await server.Host.PartAsync(run.Id, "attributes")).ShouldBeCaptured(
                world.GetProperty("attributes").GetInt32()
            );
            (await server.Host.PartAsync(run.Id, "issueFields")).State.ShouldBe(
                PartState.NotCaptured
            );
        }
    }

    [Fact]
    public async Task What_hangs_on_objects_is_read_too()
    {
        await using var server = await DataCenterHost.StartAsync("itsm", callsPerObject: true);
        await server.AddAsync(DataCenterHost.ByPassword);
        var schema = (await server.SchemasAsync()).MaxBy(one => int.Parse(one.AssetsId))!;

        var run = await server.Host.BackUpAsync(schema.Key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var totals = await server.PartsAsync(schema.AssetsId);
        foreach (
            var (part, name) in new[]
            {
                ("comments", "comments"),
                ("history", "history"),
                ("attachments", "attachments"),
                ("avatars", "avatars"),
            }
        )
        {
            var count = totals.GetProperty(name).GetInt32();
            count.ShouldBeGreaterThan(0, name);
            (await server.Host.PartAsync(run.Id, part)).ShouldBeCaptured(count);
        }
    }

    [Fact]
    public async Task A_later_backup_builds_on_the_one_before_it()
    {
        await using var server = await DataCenterHost.StartAsync("n:600");
        await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        var first = await server.Host.BackUpAsync(key);
        await server.ChangeAsync("day");

        var second = await server.Host.BackUpAsync(key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        (await server.Host.BasisAsync(second.Id)).On.ShouldBe(first.Id);
        await server.Host.ShouldBeEqualToFullAsync(key, second.Id);
    }

    [Fact]
    public async Task Archived_objects_are_backed_up_where_they_are_asked_for()
    {
        await using var server = await DataCenterHost.StartAsync("n:600");
        await server.AddAsync(DataCenterHost.ByToken);
        await server.ChangeAsync("archive?percent=30");
        var schema = (await server.SchemasAsync()).Single();
        var world = await server.WorldAsync(schema.Key);
        var archived = world.GetProperty("archived").GetInt32();
        archived.ShouldBeGreaterThan(100);

        var without = await server.Host.BackUpAsync(schema.Key);
        var started = await server.Host.SendAsync(
            new BackUpNow(schema.Id, null, Attachments: true, Archived: true)
        );
        var with = await server.Host.DrainAsync(started.RunId);

        (await server.Host.PartAsync(without.Id, "archivedObjects")).State.ShouldBe(
            PartState.NotCaptured
        );
        (await server.Host.PartAsync(with.Id, "archivedObjects")).ShouldBeCaptured(archived);
        var (root, live) = (await server.Host.OpenAsync(with.Id), await Ids(server, with.Id));
        var records = root.ReadAsync(SnapshotTrees.ArchivedObjects, null, default);
        await foreach (var (entry, content) in records)
        {
            live.ShouldNotContain(entry.Id);
            using var record = System.Text.Json.JsonDocument.Parse(content);
            record.RootElement.GetProperty("archived").GetBoolean().ShouldBeTrue();
            record.RootElement.GetProperty("attributes").GetArrayLength().ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_version_without_an_archive_says_so()
    {
        await using var server = await DataCenterHost.StartAsync();
        await server.SwitchAsync("""{"assetsBaseMissing":true,"serverSearch":"iql"}""");
        await server.AddAsync(DataCenterHost.ByToken);
        var schema = (await server.SchemasAsync()).Single();

        var started = await server.Host.SendAsync(
            new BackUpNow(schema.Id, null, Attachments: true, Archived: true)
        );
        var run = await server.Host.DrainAsync(started.RunId);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var part = await server.Host.PartAsync(run.Id, "archivedObjects");
        part.State.ShouldBe(PartState.NotAvailable);
        part.Reasons.ShouldHaveSingleItem().ShouldContain("has no archive");
    }

    private static async Task<IReadOnlySet<string>> Ids(DataCenterHost server, Guid snapshot) =>
        (await server.Host.EntriesAsync(snapshot)).Select(entry => entry.Id).ToHashSet();

    [Fact]
    public async Task A_token_that_dies_pauses_the_backup_until_another_one_is_given()
    {
        await using var server = await DataCenterHost.StartAsync("n:600");
        var added = await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        var id = await server.Host.QueueBackupAsync(key);
        // Whom a Data Center does not know it sends to its sign-in page.
        server.Host.Wire.Answer = request =>
        {
            if (request.Headers.Authorization?.Parameter == DataCenterHost.AccessToken)
                request.Headers.Authorization = null;
            return null;
        };

        var paused = await server.Host.DrainAsync(id);
        await server.Host.SendAsync(
            new RenewDataCenter(added.Id, SignIn.Basic, "admin", "admin-password")
        );
        var ended = await server.Host.DrainAsync(id);

        (paused.State, paused.ErrorCode).ShouldBe((RunState.Paused, "token-rejected"));
        ended.State.ShouldBe(RunState.Succeeded, ended.ErrorMessage);
    }
}
