using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Alarms;

/// <summary>Product E5, E11: a mass deletion at the source raises an alarm, and until somebody knows of it no backup expires.</summary>
public sealed class MassDeletionTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(400, 79, false)]
    [InlineData(400, 80, true)]
    [InlineData(100, 49, false)]
    [InlineData(100, 50, true)]
    [InlineData(20, 19, false)]
    [InlineData(20, 20, true)]
    public async Task It_takes_a_fifth_of_the_objects_and_fifty_or_all_of_them(
        int objects,
        int deleted,
        bool raises
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync($"n:{objects}");
        var first = await host.BackUpAsync("CNT");
        await DeleteAsync(host, first.Id, deleted);

        var second = await host.BackUpAsync("CNT");

        var alarms = (await host.SendAsync(new ListAlarms())).Items;
        if (!raises)
        {
            alarms.ShouldBeEmpty();
            return;
        }
        var alarm = alarms.ShouldHaveSingleItem();
        (alarm.Kind, alarm.Before, alarm.Now).ShouldBe(
            (AlarmKind.MassDeletion, objects, objects - deleted)
        );
        (alarm.BeforeId, alarm.SnapshotId).ShouldBe((first.Id, second.Id));
        alarm.AcknowledgedAt.ShouldBeNull();
    }

    [Fact]
    public async Task It_says_which_types_lost_most_where_people_look_and_how_many_objects()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400");
        var first = await host.BackUpAsync("CNT");
        await DeleteAsync(host, first.Id, 100);
        var cursor = (await host.SendAsync(new GetChanges(null))).Cursor;

        var second = await host.BackUpAsync("CNT");

        var alarm = await OpenAsync(host);
        alarm.Types.ShouldNotBeEmpty();
        alarm.Types.Sum(type => type.Before - type.Now).ShouldBe(100);
        alarm.Types.ShouldAllBe(type => type.Name.Any(char.IsLetter) && type.Now < type.Before);
        (await host.SendAsync(new GetChanges(cursor)))
            .Schemas.Single()
            .Alarms.ShouldHaveSingleItem()
            .Id.ShouldBe(alarm.Id);
        (await host.LogAsync(second)).ShouldContain(line =>
            line.StartsWith(
                "100 of 400 objects are gone since the backup of ",
                StringComparison.Ordinal
            )
            && line.EndsWith(
                "No backup of this schema expires until somebody has acknowledged that.",
                StringComparison.Ordinal
            )
        );
        var told = (await LinesAsync(host, AuditAction.AlarmRaised)).ShouldHaveSingleItem();
        (told.Who, told.Subject, told.RunId).ShouldBe((Run.BySchedule, "Counted", second.Id));
        told.Values[0].ShouldBe(new AuditValue("Objects", "400", "300"));
    }

    [Fact]
    public async Task It_is_raised_once_and_holds_every_backup_until_it_is_acknowledged()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:100");
        var first = await host.BackUpAsync("CNT");
        var second = await host.BackUpAsync("CNT");
        await DeleteAsync(host, first.Id, 60);
        var third = await host.BackUpAsync("CNT");
        var fourth = await host.BackUpAsync("CNT");
        var alarm = await OpenAsync(host);
        await host.SendAsync(new SaveRetention(SchemaId: null, new() { WithinDays = 1 }));
        host.Clock.MoveAhead(3 * Day);
        var schema = (await host.SchemaAsync("CNT")).Id;

        var held = await PruneAsync(host);

        Guid[] all = [first.Id, second.Id, third.Id, fourth.Id];
        (await IdsAsync(host)).ShouldBe(all, ignoreOrder: true);
        (await host.LogAsync(held)).ShouldContain("Of CNT, 4 backups stay: 4 held by an alarm.");
        var shown = await host.SendAsync(new GetRetention(schema));
        (shown.IsHeld, shown.Expired.Count).ShouldBe((true, 3));

        var acknowledged = await host.SendAsync(new AcknowledgeAlarm(alarm.Id));
        var again = await host.SendAsync(new AcknowledgeAlarm(alarm.Id));

        acknowledged.AcknowledgedBy.ShouldBe("operator");
        again.ShouldBeEquivalentTo(acknowledged);
        (await LinesAsync(host, AuditAction.AlarmAcknowledged)).ShouldHaveSingleItem();
        (await host.SendAsync(new GetSchema(schema))).Alarms.ShouldBeEmpty();
        await PruneAsync(host);
        (await IdsAsync(host)).ShouldBe([fourth.Id]);
        var expired = await LinesAsync(host, AuditAction.SnapshotExpired);
        expired.Count.ShouldBe(3);
        expired[0].Values[^1].ShouldBe(new AuditValue("Kept", null, "everything for 1 day"));
    }

    [Fact]
    public async Task A_schema_that_was_emptied_raises_one_and_is_empty_from_then_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:100");
        var first = await host.BackUpAsync("CNT");
        await DeleteAsync(host, first.Id, 100);

        var emptied = await host.BackUpAsync("CNT");
        var empty = await host.BackUpAsync("CNT");

        emptied.State.ShouldBe(RunState.Partial);
        empty.ErrorCode.ShouldBe("schema-empty");
        (await OpenAsync(host)).Now.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_only_kept_back_raises_none()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400");
        await host.BackUpAsync("CNT");
        await Dishonesty.HideTypeAsync(host, isListed: true);

        (await host.BackUpAsync("CNT")).State.ShouldBe(RunState.Partial);

        (await host.SendAsync(new ListAlarms())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schema_that_is_gone_from_Assets_raises_one_if_it_was_backed_up()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var backup = await host.BackUpAsync("CNT");
        var schema = await host.SchemaAsync("CNT");
        await host.Assets("acme").DeleteSchemaAsync(schema.AssetsId, CancellationToken.None);

        await host.SyncAsync();
        await host.SyncAsync();

        var alarm = await OpenAsync(host);
        (alarm.Kind, alarm.Before, alarm.BeforeId, alarm.SnapshotId).ShouldBe(
            (AlarmKind.SchemaDeleted, 50, backup.Id, null)
        );
    }

    [Fact]
    public async Task A_stranger_neither_sees_nor_acknowledges_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var first = await host.BackUpAsync("CNT");
        await DeleteAsync(host, first.Id, 50);
        await host.BackUpAsync("CNT");
        var alarm = await OpenAsync(host);
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");

        (
            await Should.ThrowAsync<ProblemException>(() =>
                host.SendAsync(new AcknowledgeAlarm(alarm.Id), tenant: stranger)
            )
        ).Problem.Code.ShouldBe("alarm-not-found");
        (await host.SendAsync(new ListAlarms(), tenant: stranger)).Items.ShouldBeEmpty();

        (await OpenAsync(host)).Id.ShouldBe(alarm.Id);
    }

    private static async Task DeleteAsync(CaptureHost host, Guid snapshot, int count)
    {
        foreach (var entry in (await host.EntriesAsync(snapshot)).Take(count))
            await host.DeleteObjectAsync(entry.Id);
    }

    private static async Task<AlarmView> OpenAsync(CaptureHost host) =>
        (await host.SendAsync(new ListAlarms())).Items.ShouldHaveSingleItem();

    private static async Task<List<AuditEntryView>> LinesAsync(
        CaptureHost host,
        AuditAction action
    ) => [.. (await host.SendAsync(new ListAuditLog(new(null, null, action, null), null))).Items];

    private static async Task<Run> PruneAsync(CaptureHost host)
    {
        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return run;
    }

    private static Task<List<Guid>> IdsAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Snapshots.Select(row => row.Id).ToListAsync());
}
