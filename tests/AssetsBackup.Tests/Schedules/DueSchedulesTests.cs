using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Product F2a, F5, D1b: each day that is due is taken up once, whatever happens around it.</summary>
public sealed class DueSchedulesTests
{
    private const string World = "n:20";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_backup_begins_when_it_is_due_and_not_before()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var schedule = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        var due = schedule.NextAt.ShouldNotBeNull();

        host.MoveTo(due - Moment);
        await host.TakeDueAsync();
        (await host.BegunAsync()).ShouldBeEmpty();
        host.Clock.MoveAhead(Moment);
        await host.TakeDueAsync();
        await host.TakeDueAsync();

        var run = (await host.BegunAsync()).ShouldHaveSingleItem();
        run.ArgumentsAs<BackupArguments>().Trigger.ShouldBe(SnapshotTrigger.Scheduled);
        var past = (await host.PastAsync()).ShouldHaveSingleItem();
        (past.RunId, past.DueAt, past.Skipped).ShouldBe((run.Id, due, null));
        var next = await host.ScheduleRowAsync();
        next.NextAt.ShouldBe(due + Day);
        (await host.SendAsync(new ListSchemas())).Items.Single().LastBackup.ShouldBeNull();
        (await host.DrainAsync(run.Id)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Several_that_take_it_at_once_begin_one()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var schedule = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        host.MoveTo(schedule.NextAt!.Value);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(host.TakeDueAsync)));

        (await host.BegunAsync()).Count.ShouldBe(1);
        (await host.PastAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_was_down_for_days_catches_up_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var schedule = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        var due = schedule.NextAt!.Value;

        host.MoveTo(due + 5 * Day + Moment);
        await host.TakeDueAsync();
        await host.TakeDueAsync();

        (await host.BegunAsync()).Count.ShouldBe(1);
        (await host.PastAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(due + 5 * Day);
        (await host.ScheduleRowAsync()).NextAt.ShouldBe(due + 6 * Day);
    }

    [Fact]
    public async Task A_day_that_had_its_backup_has_no_other_however_often_the_time_is_changed()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var schedule = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *", "UTC"));
        var due = schedule.NextAt!.Value;
        host.MoveTo(due);
        await host.TakeDueAsync();
        await host.StopAllAsync();

        var later = await host.SettleAsync(ScheduleHost.Custom("0 9 * * *", "UTC"));

        later.NextAt.ShouldBe(due + Day + TimeSpan.FromHours(6));
        host.MoveTo(due + TimeSpan.FromHours(7));
        await host.TakeDueAsync();
        (await host.BegunAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_scheduler_itself_skips_a_day_that_had_one()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var schedule = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *", "UTC"));
        var due = schedule.NextAt!.Value;
        await host.ChangeAsync(database =>
            database.PastOccurrences.Add(
                new PastOccurrence
                {
                    SchemaId = schedule.SchemaId,
                    TenantId = schedule.TenantId,
                    Date = DateOnly.FromDateTime(due.UtcDateTime),
                    DueAt = due,
                    TakenAt = due,
                }
            )
        );

        host.MoveTo(due);
        await host.TakeDueAsync();

        (await host.BegunAsync()).ShouldBeEmpty();
        (await host.ScheduleRowAsync()).NextAt.ShouldBe(due + Day);
    }

    [Fact]
    public async Task One_whose_backup_is_under_way_is_skipped_and_says_so()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"));
        var due = (await host.ScheduleRowAsync()).NextAt!.Value;

        host.MoveTo(due);
        await host.TakeDueAsync();

        var past = (await host.PastAsync()).ShouldHaveSingleItem();
        (past.RunId, past.Skipped).ShouldBe((null, SkipReason.Busy));
        (await host.ScheduleRowAsync()).NextAt.ShouldBe(due + Day);
    }

    [Theory]
    [InlineData("schema in error")]
    [InlineData("instance removed")]
    [InlineData("app disabled")]
    [InlineData("app uninstalled")]
    public async Task One_that_cannot_be_backed_up_begins_nothing_and_goes_on_when_it_can(
        string how
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        await host.ChangeAsync(database => Change(database, how));

        host.MoveTo(due);
        await host.TakeDueAsync();
        await host.ChangeAsync(database => Change(database, "all well"));
        host.MoveTo(due + Day);
        await host.TakeDueAsync();

        var past = await host.PastAsync();
        past.Select(one => one.Skipped).ShouldBe([SkipReason.NotActive, null]);
        (await host.BegunAsync()).ShouldHaveSingleItem().Id.ShouldBe(past[1].RunId!.Value);
    }

    [Fact]
    public async Task One_that_was_switched_off_begins_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"), isEnabled: false);

        host.MoveTo(due + Moment);
        await host.TakeDueAsync();

        (await host.PastAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_repeat_a_day()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        host.MoveTo(due);
        await host.TakeDueAsync();
        await host.StopAllAsync();

        host.Clock.MoveAhead(-TimeSpan.FromHours(5));
        await host.RefreshAsync();
        host.MoveTo(due + Moment);
        await host.TakeDueAsync();

        (await host.BegunAsync()).Count.ShouldBe(1);
        (await host.ScheduleRowAsync()).NextAt.ShouldBe(due + Day);
    }

    [Fact]
    public async Task A_clock_that_was_a_year_ahead_costs_no_year_of_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        host.MoveTo(due + 365 * Day);
        await host.TakeDueAsync();
        (await host.ScheduleRowAsync()).NextAt!.Value.ShouldBeGreaterThan(due + 365 * Day);

        host.Clock.MoveAhead(-365 * Day);
        await host.RefreshAsync();

        (await host.ScheduleRowAsync()).NextAt!.Value.ShouldBeLessThanOrEqualTo(due + Day);
    }

    [Fact]
    public async Task The_servers_scheduler_takes_it_up_by_itself()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        host.MoveTo(due - TimeSpan.FromSeconds(10));
        await using var scheduler = await Scheduler.StartAsync(host);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        List<Run> begun;
        while ((begun = await host.BegunAsync()).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), end.Token);

        begun[0].CreatedAt.ShouldBeGreaterThanOrEqualTo(due);
        await scheduler.UntilAsync(begun[0].Id, RunState.Succeeded);
        var row = await host.ScheduleRowAsync();
        row.NextAt.ShouldBe(due + Day);
        while ((await host.ScheduleRowAsync()).NeedsArming)
            await Task.Delay(TimeSpan.FromMilliseconds(200), end.Token);
    }

    [Fact]
    public async Task One_whose_trigger_was_lost_is_taken_up_all_the_same()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        await host.ChangeAsync(database => database.Schedules.Single().NeedsArming = false);
        host.MoveTo(due + 2 * Moment);
        await using var scheduler = await Scheduler.StartAsync(host);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        while ((await host.BegunAsync()).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), end.Token);

        (await host.PastAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(due);
    }

    private static void Change(AppDatabase database, string how)
    {
        var (schema, connection, tenant) = (
            database.Schemas.Single(),
            database.Connections.Single(),
            database.Tenants.Single()
        );
        switch (how)
        {
            case "schema in error":
                schema.Learn(SchemaFinding.Unreadable("No."), default);
                break;
            case "instance removed":
                connection.DeletedAt = DateTimeOffset.UnixEpoch;
                break;
            case "app disabled":
                tenant.Disable();
                break;
            case "app uninstalled":
                tenant.Uninstall(DateTimeOffset.MaxValue, "acme");
                break;
            default:
                schema.Learn(SchemaFinding.Readable, default);
                connection.DeletedAt = null;
                tenant.Activate();
                break;
        }
    }
}
