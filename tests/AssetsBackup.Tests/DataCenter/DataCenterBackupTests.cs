using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Contract §11.</summary>
public sealed partial class DataCenterBackupTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"assetsBaseMissing":true,"serverSearch":"iql"}""")]
    [InlineData("""{"largestServerPage":7,"objectTypeIdAsText":true}""")]
    [InlineData("""{"mailInServerValues":false,"definitionsInServerObjects":true}""")]
    [InlineData("""{"keyOrderIsText":true}""")]
    [InlineData("""{"objectIdComparisons":false,"largestServerPage":11}""")]
    [InlineData("""{"loneSurrogates":true}""")]
    [InlineData("""{"serverSearch":"both"}""")]
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
            var issues = await server.Host.Control.GetFromJsonAsync<JsonElement>(
                $"/_sim/sites/{CaptureHost.DataCenter}/issues"
            );
            (await server.Host.PartAsync(run.Id, "issueFields")).ShouldBeCaptured(
                issues.GetArrayLength()
            );
            (await IssueValues.InAsync(await server.Host.OpenAsync(run.Id))).ShouldBe(
                IssueValues.OfWorld(issues),
                ignoreOrder: true
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
        var files = await CapturedFiles.OfWorldAsync(
            server.Host,
            schema.Key,
            CaptureHost.DataCenter
        );
        (await CapturedFiles.InAsync(await server.Host.OpenAsync(run.Id))).ShouldBe(
            files,
            ignoreOrder: true
        );
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
    public async Task Types_whose_objects_were_archived_make_no_backup_partial()
    {
        await using var server = await DataCenterHost.StartAsync("n:300");
        await server.AddAsync(DataCenterHost.ByToken);
        var schema = (await server.SchemasAsync()).Single();
        await server.Host.BackUpAsync(schema.Key);
        await server.ChangeAsync("archive?percent=90");

        var run = await server.Host.BackUpAsync(schema.Key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await server.Host.SnapshotAsync(run.Id)).Objects.ShouldBeLessThan(100);
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

    [Fact]
    public async Task An_archived_object_that_cannot_be_read_is_counted_as_missing()
    {
        await using var server = await DataCenterHost.StartAsync("n:60");
        await server.AddAsync(DataCenterHost.ByToken);
        await server.ChangeAsync("archive?percent=30");
        var schema = (await server.SchemasAsync()).Single();
        var archived = (await server.WorldAsync(schema.Key)).GetProperty("archived").GetInt32();
        var refused = 0;
        server.Host.Wire.Answer = request =>
            OneObject().IsMatch(request.RequestUri!.AbsolutePath)
            && Interlocked.Increment(ref refused) == 1
                ? Wire.Denied(request)
                : null;

        var started = await server.Host.SendAsync(
            new BackUpNow(schema.Id, null, Attachments: true, Archived: true)
        );
        var run = await server.Host.DrainAsync(started.RunId);

        run.State.ShouldBe(RunState.Partial);
        var part = await server.Host.PartAsync(run.Id, "archivedObjects");
        (part.State, part.Count).ShouldBe((PartState.Partial, archived - 1));
    }

    [Fact]
    public async Task A_schema_whose_objects_are_all_archived_is_not_empty_where_they_are_asked_for()
    {
        await using var server = await DataCenterHost.StartAsync("n:60");
        await server.AddAsync(DataCenterHost.ByToken);
        await server.ChangeAsync("archive?percent=100");
        var schema = (await server.SchemasAsync()).Single();

        var without = await server.Host.BackUpAsync(schema.Key);
        var started = await server.Host.SendAsync(
            new BackUpNow(schema.Id, null, Attachments: true, Archived: true)
        );
        var with = await server.Host.DrainAsync(started.RunId);

        (without.State, without.ErrorCode).ShouldBe((RunState.Failed, "schema-empty"));
        with.State.ShouldBe(RunState.Succeeded, with.ErrorMessage);
        (await server.Host.PartAsync(with.Id, "archivedObjects")).ShouldBeCaptured(60);
    }

    [Fact]
    public async Task A_lost_database_finds_the_data_center_beside_the_site_that_the_app_was_set_up_for()
    {
        await using var server = await DataCenterHost.StartAsync();
        await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        var backup = (await server.Host.BackUpAsync(key)).Id;
        await server.Host.LoseDatabaseAsync();

        await server.Host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(attach =>
            attach.AttachAsync(null, CancellationToken.None)
        );

        var connections = await server.Host.ReadAsync(database =>
            database.Connections.OrderBy(row => row.Role).ToListAsync()
        );
        connections
            .Select(row => (row.Role, row.Kind, row.SiteUrl))
            .ShouldBe([
                (ConnectionRole.Current, SiteKind.Cloud, "https://acme.atlassian.net"),
                (ConnectionRole.Target, SiteKind.DataCenter, DataCenterHost.Address),
            ]);
        (await server.Host.SnapshotAsync(backup)).Objects.ShouldBe(40);
    }

    [GeneratedRegex("/object/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneObject();

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
