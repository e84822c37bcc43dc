using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.DataCenter;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

/// <summary>
/// A backup that the storage has and the database does not, as after a copy of the database was brought back, is listed by the
/// next verification, and by <c>vault attach</c>.
/// </summary>
public sealed class UnlistedBackupsTests
{
    private const string Site = "https://acme.atlassian.net";
    private const string OneWasNot = "1 backup that the storage has was not listed: it is now.";

    [Fact]
    public async Task What_is_newer_than_the_database_is_listed_by_the_next_verification()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var first = (await host.BackUpAsync("CNT")).Id;
        var second = (await host.BackUpAsync("CNT")).Id;
        var before = await host.SnapshotAsync(second);
        await ForgetAsync(host, second, last: first);

        var run = await VerifyAsync(host);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await LogAsync(host)).ShouldContain(OneWasNot);
        var after = await host.SnapshotAsync(second);
        (after.TakenAt, after.State, after.Objects, after.Parts, after.StoragePlaceId).ShouldBe(
            (before.TakenAt, before.State, before.Objects, before.Parts, before.StoragePlaceId)
        );
        after.VerifiedAt.ShouldNotBeNull();
        var schema = await host.SchemaAsync("CNT");
        (after.SchemaId, schema.LastSnapshotId).ShouldBe((schema.Id, second));
        (await host.EntriesAsync(second)).Count.ShouldBe(200);
        await VerifyAsync(host);
        (await LogAsync(host)).Count(line => line == OneWasNot).ShouldBe(1);
    }

    [Fact]
    public async Task Where_no_backup_is_listed_the_storage_is_asked_before_that_is_said()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var only = (await host.BackUpAsync("CNT")).Id;
        await ForgetAsync(host, only, last: null);

        var run = await VerifyAsync(host);

        run.Result.ShouldNotBeNull().ShouldStartWith("All that the backups hold");
        (await host.SnapshotAsync(only)).VerifiedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_failed_run_had_committed_is_listed_and_the_backup_of_one_under_way_is_left_to_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await host.BackUpAsync("CNT");
        var untold = (await host.BackUpAsync("CNT")).Id;
        await host.ChangeAsync(database =>
        {
            database.Snapshots.Remove(database.Snapshots.Single(row => row.Id == untold));
            database.Runs.Single(row => row.Id == untold).State = RunState.Paused;
        });

        await VerifyAsync(host);

        (await host.ReadAsync(database => database.Snapshots.CountAsync())).ShouldBe(1);
        (await LogAsync(host)).ShouldNotContain(OneWasNot);
        await host.ChangeAsync(database =>
            database.Runs.Single(row => row.Id == untold).State = RunState.Failed
        );

        await VerifyAsync(host);

        (await host.ReadAsync(database => database.Snapshots.CountAsync())).ShouldBe(2);
        (await LogAsync(host)).ShouldContain(OneWasNot);
    }

    [Fact]
    public async Task Attaching_lists_them_too_and_one_that_was_given_up_stays_so()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var first = (await host.BackUpAsync("CNT")).Id;
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == first).GivenUpAt = DateTimeOffset.UnixEpoch
        );
        var second = (await host.BackUpAsync("CNT")).Id;
        await ForgetAsync(host, second, last: null);

        var attached = await AttachAsync(host);

        attached.ShouldBe([
            new AttachedVault(host.Tenant, "local", Site, 1, 1) { WasKnown = true },
        ]);
        (await host.SnapshotAsync(first)).GivenUpAt.ShouldNotBeNull();
        (await host.SchemaAsync("CNT")).LastSnapshotId.ShouldBe(second);
        (await AttachAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_lies_in_a_region_that_was_chosen_since_is_listed_as_not_connected()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await host.BackUpAsync("CNT");
        var local = (await host.ReadAsync(database => database.StoragePlaces.SingleAsync())).Id;
        await host.StoreInAsync("other");
        var there = (await host.BackUpAsync("CNT")).Id;
        await ForgetAsync(host, there, last: null);
        await host.ChangeAsync(database =>
        {
            database.Connections.Single().StoragePlaceId = local;
            database.StoragePlaces.Remove(
                database.StoragePlaces.Single(place => place.Id != local)
            );
        });

        (await AttachAsync(host)).ShouldBe([
            new AttachedVault(host.Tenant, "other", Site, 1, 1, null, IsConnected: false)
            {
                WasKnown = true,
            },
        ]);
        var place = await host.ReadAsync(database =>
            database.StoragePlaces.SingleAsync(place => place.Region == "other")
        );
        (await host.SnapshotAsync(there)).StoragePlaceId.ShouldBe(place.Id);
    }

    [Fact]
    public async Task Of_an_instance_that_was_added_since_the_instance_and_its_schema_are_listed_too()
    {
        await using var server = await DataCenterHost.StartAsync();
        await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        var backup = (await server.Host.BackUpAsync(key)).Id;
        await ForgetAsync(server.Host, backup, last: null);
        await server.Host.ChangeAsync(database =>
        {
            var target = database.Connections.Single(row => row.Role == ConnectionRole.Target);
            database.Runs.RemoveRange(database.Runs.Where(run => run.ConnectionId == target.Id));
            database.Schemas.RemoveRange(
                database.Schemas.Where(row => row.ConnectionId == target.Id)
            );
            database.SiteLeases.RemoveRange(
                database.SiteLeases.Where(row => row.ConnectionId == target.Id)
            );
            database.Connections.Remove(target);
        });

        (await AttachAsync(server.Host)).ShouldHaveSingleItem().Snapshots.ShouldBe(1);

        var listed = await server.Host.SchemaAsync(key);
        var instance = await server.Host.ReadAsync(database =>
            database.Connections.SingleAsync(row => row.Id == listed.ConnectionId)
        );
        (instance.Role, instance.Kind, instance.SiteUrl, instance.HasCredentials).ShouldBe(
            (ConnectionRole.Target, SiteKind.DataCenter, DataCenterHost.Address, false)
        );
        (await server.Host.SnapshotAsync(backup)).SchemaId.ShouldBe(listed.Id);
    }

    /// <summary>As a copy of the database that was made before the backup.</summary>
    private static Task ForgetAsync(CaptureHost host, Guid backup, Guid? last) =>
        host.ChangeAsync(database =>
        {
            database.RunLog.RemoveRange(database.RunLog.Where(line => line.RunId == backup));
            database.Runs.Remove(database.Runs.Single(run => run.Id == backup));
            var row = database.Snapshots.Single(row => row.Id == backup);
            database.Snapshots.Remove(row);
            var schema = database.Schemas.Single(schema => schema.Id == row.SchemaId);
            (schema.LastSnapshotId, schema.LastSnapshotAt) = (
                last,
                database.Snapshots.SingleOrDefault(row => row.Id == last)?.TakenAt
            );
        });

    private static Task<IReadOnlyList<AttachedVault>> AttachAsync(CaptureHost host) =>
        host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, CancellationToken.None)
        );

    private static async Task<Run> VerifyAsync(CaptureHost host) =>
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId);

    private static Task<List<string>> LogAsync(CaptureHost host) =>
        host.ReadAsync(database => database.RunLog.Select(line => line.Message).ToListAsync());
}
