using AssetsBackup.Features.Health;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Health;

/// <summary>A backup is overdue once its schedule's time is longer ago than what is allowed and none was made since.</summary>
public sealed class OverdueBackupsTests
{
    private static readonly TimeSpan Allowed = new HealthOptions().OverdueAfter;
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_backup_that_is_not_made_is_overdue_after_twelve_hours_and_no_longer_once_it_is_made()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        var due = await DueAsync(host);
        host.MoveTo(due);
        await host.TakeDueAsync();

        host.Clock.MoveAhead(Allowed - Moment);
        (await AskAsync(host)).Status.ShouldBe(HealthState.Healthy);
        host.Clock.MoveAhead(2 * Moment);

        var late = await AskAsync(host);
        late.Status.ShouldBe(HealthState.Unhealthy);
        var check = late.Checks.ShouldHaveSingleItem();
        (check.Code, check.Count).ShouldBe(("backups-overdue", 1));
        check.Message!.ShouldContain("12 hours");
        var run = (await host.BegunAsync()).Single();
        (await host.DrainAsync(run.Id)).State.ShouldBe(RunState.Succeeded);
        host.Clock.MoveAhead(Moment);
        (await AskAsync(host)).Status.ShouldBe(HealthState.Healthy);
    }

    [Fact]
    public async Task A_schedule_that_nobody_takes_up_is_overdue_too()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");

        host.MoveTo(await DueAsync(host) + Allowed + Moment);

        (await AskAsync(host)).Checks.Single().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_backup_that_fails_day_after_day_is_overdue()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        host.MoveTo(await DueAsync(host));
        await host.TakeDueAsync();
        var run = (await host.BegunAsync()).Single();
        await host.ChangeAsync(database =>
        {
            var row = database.Runs.Single(row => row.Id == run.Id);
            (row.State, row.FinishedAt) = (RunState.Failed, host.Clock.GetUtcNow());
        });

        host.Clock.MoveAhead(Allowed + Moment);

        (await AskAsync(host)).Checks.Single().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("deleted in Assets")]
    [InlineData("instance removed")]
    [InlineData("nothing in it")]
    public async Task What_is_not_to_be_backed_up_is_never_overdue(string because)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        host.MoveTo(await DueAsync(host));
        await host.TakeDueAsync();
        await host.ChangeAsync(database =>
        {
            if (because == "off")
                database.Schedules.Single().Set(TimeOf(database.Schedules.Single()), false);
            if (because == "deleted in Assets")
                database.Schemas.Single().Learn(SchemaFinding.Gone, host.Clock.GetUtcNow());
            if (because == "instance removed")
                database.Connections.Single().DeletedAt = host.Clock.GetUtcNow();
            if (because == "nothing in it")
                foreach (var run in database.Runs.Where(run => run.Kind == RunKind.Backup))
                    (run.State, run.ErrorCode, run.FinishedAt) = (
                        RunState.Failed,
                        "schema-empty",
                        host.Clock.GetUtcNow()
                    );
        });

        host.Clock.MoveAhead(Allowed + Moment);

        (await AskAsync(host)).Status.ShouldBe(HealthState.Healthy);
    }

    private static ScheduleTime TimeOf(Schedule schedule) =>
        new(schedule.Kind, schedule.Daily(DateTimeOffset.UnixEpoch)!, schedule.Zone);

    private static async Task<DateTimeOffset> DueAsync(CaptureHost host) =>
        (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;

    private static Task<HealthAnswer> AskAsync(CaptureHost host) =>
        host
            .Services.GetRequiredService<HealthReports>()
            .OfAsync(HealthSetup.Overdue, CancellationToken.None);
}
