using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Targets;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Schedules;
using FluentValidation;

namespace AssetsBackup.Tests.Notifications;

/// <summary>Product C5, D1b, I6: what no run's end tells of, once each.</summary>
public sealed class WatchedEventTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task One_that_is_not_active_any_more_is_told_beside_one_that_is_new_and_scheduled()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.SchemaNotActive);
        await host.SendAsync(new Features.Schedules.SaveDefaultSchedule("UTC"));
        await host.SwitchSchemasAsync("closedSchemas", "CNT");
        await host.Assets("acme")
            .CreateSchemaAsync(new("Brand new", "NEW", null), CancellationToken.None);

        await host.SyncAsync();

        (await host.OutboxAsync()).ShouldHaveSingleItem().Read().Schema!.Key.ShouldBe("CNT");
    }

    [Fact]
    public async Task An_alarm_is_told_once_with_what_it_holds()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.AlarmRaised);
        await host.BackUpAsync("CNT");
        var schema = await host.SchemaAsync("CNT");
        await host.Assets("acme").DeleteSchemaAsync(schema.AssetsId, CancellationToken.None);

        await host.SyncAsync();
        await host.SyncAsync();

        var told = (await host.OutboxAsync()).ShouldHaveSingleItem().Read();
        told.Title.ShouldBe($"Alarm raised: {schema.Name} (CNT)");
        told.Text.ShouldContain("No backup of this schema expires until");
        told.Schema!.Id.ShouldBe(schema.Id);
    }

    [Fact]
    public async Task Schemas_that_stop_being_active_are_told_once_in_one_message()
    {
        await using var host = await NotifiedHost.StartAsync("itsm");
        await host.AddSignedAsync(NotificationEvent.SchemaNotActive);
        var keys = await host.ReadAsync(database =>
            Task.FromResult(database.Schemas.Select(schema => schema.Key).ToArray())
        );
        var scheduled = await host.SchemaAsync(keys[0]);
        await host.SendAsync(
            new Features.Schedules.SaveSchedule(
                scheduled.Id,
                IsEnabled: true,
                ScheduleHost.Custom("0 3 * * *")
            )
        );
        await host.SwitchSchemasAsync("closedSchemas", keys);

        await host.SyncAsync();
        await host.SyncAsync();

        var told = (await host.OutboxAsync()).ShouldHaveSingleItem().Read();
        told.Title.ShouldBe($"{keys.Length} schemas not active");
        told.Text.ShouldContain($"{scheduled.Name} ({scheduled.Key}) is sync error");
        told.Text.Split("Its schedule is paused").Length.ShouldBe(2, "one has a schedule");
        await host.SwitchSchemasAsync("closedSchemas");
        await host.SyncAsync();
        (await host.OutboxAsync()).Count.ShouldBe(1);
        await host.SwitchSchemasAsync("closedSchemas", keys[0]);
        await host.SyncAsync();
        var again = (await host.OutboxAsync())[1].Read();
        again.Title.ShouldBe($"Schema not active: {scheduled.Name} ({scheduled.Key})");
        again.Schema!.Key.ShouldBe(scheduled.Key);
    }

    [Fact]
    public async Task An_instance_that_is_removed_takes_its_schemas_with_it()
    {
        await using var host = await CaptureHost.StartAsync("n:20", "n:20");
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );
        await host.AddChatAsync();
        var target = await host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                host.Workspace("globex"),
                "https://globex.atlassian.net",
                CaptureHost.Token
            )
        );
        var sync = await host.ReadAsync(database =>
            Task.FromResult(database.Runs.Single(run => run.ConnectionId == target.Id).Id)
        );
        (await host.DrainAsync(sync)).State.ShouldBe(RunState.Succeeded);

        await host.SendAsync(new DeleteTarget(target.Id));

        var told = (await host.OutboxAsync()).ShouldHaveSingleItem();
        told.Event.ShouldBe(NotificationEvent.SchemaNotActive);
        (told.Read().Site, told.Read().State).ShouldBe(
            ("https://globex.atlassian.net", "inactive")
        );
    }

    [Fact]
    public async Task A_token_that_is_refused_is_told_once_and_again_after_another_was()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.TokenRefused);
        host.Wire.TokenIsDead = true;

        await host.SyncAsync();
        await host.BackUpAsync("CNT");

        var told = (await host.OutboxAsync()).ShouldHaveSingleItem().Read();
        told.Title.ShouldBe("Token refused: acme.atlassian.net");
        told.Text.ShouldContain("go on by themselves once it is entered");
        host.Wire.TokenIsDead = false;
        await EnterAsync(host);
        host.Wire.TokenIsDead = true;
        await host.SyncAsync();
        (await host.OutboxAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_expires_is_warned_of_30_7_and_1_days_ahead_once_each()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.TokenExpires);
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        await EnterAsync(host, today.AddDays(32));
        var titles = new List<string>();

        for (var day = 0; day <= 34; day++, host.Clock.MoveAhead(Day))
        {
            await host.WatchAsync();
            await host.WatchAsync();
            foreach (var told in (await host.OutboxAsync()).Skip(titles.Count))
                titles.Add($"{day}: {told.Read().Title}");
        }

        titles.ShouldBe([
            "2: The token of acme.atlassian.net expires in 30 days",
            "25: The token of acme.atlassian.net expires in 7 days",
            "31: The token of acme.atlassian.net expires in 1 day",
        ]);
    }

    [Fact]
    public async Task Of_a_token_that_was_replaced_nobody_is_warned_and_a_past_day_is_refused()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddChatAsync();
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        await EnterAsync(host, today.AddDays(5));
        await EnterAsync(host);

        await host.WatchAsync();

        (await host.OutboxAsync()).ShouldBeEmpty();
        var refused = await Should.ThrowAsync<ValidationException>(() =>
            EnterAsync(host, today.AddDays(-2))
        );
        ProblemMapper.Map(refused).Fields!["tokenExpiresOn"].ShouldContain("This day has passed");
    }

    [Fact]
    public async Task A_backup_that_is_a_day_late_is_told_once_until_a_good_one_was_made()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.BackupOverdue);
        (await host.BackUpAsync("CNT")).State.ShouldBe(RunState.Succeeded);
        var due = (await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value;
        host.MoveTo(due);
        await host.TakeDueAsync();
        await host.WatchAsync();
        host.MoveTo(due + Day - TimeSpan.FromMinutes(1));
        await host.WatchAsync();
        (await host.OutboxAsync()).ShouldBeEmpty("it is not a day late");

        host.MoveTo(due + Day);
        await host.WatchAsync();
        host.Clock.MoveAhead(Day);
        await host.WatchAsync();

        var told = (await host.OutboxAsync()).ShouldHaveSingleItem().Read();
        told.Title.ShouldStartWith("Backup overdue: ");
        told.Text.ShouldContain($"was due on {due:yyyy-MM-dd HH:mm} UTC");
        told.Schema!.Key.ShouldBe("CNT");
        await host.StopAllAsync();
        (await host.BackUpAsync("CNT")).State.ShouldBe(RunState.Succeeded);
        await host.TakeDueAsync();
        await host.StopAllAsync();
        await host.WatchAsync();
        (await host.OutboxAsync()).Count.ShouldBe(1, "a good one was made since");
        host.Clock.MoveAhead(3 * Day);
        await host.WatchAsync();
        (await host.OutboxAsync()).Count.ShouldBe(2, "nobody has taken up what was due since");
    }

    [Fact]
    public async Task What_is_switched_off_paused_or_not_due_is_not_overdue()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddChatAsync();
        var saved = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        await host.WatchAsync();
        await host.LearnAsync("CNT", SchemaFinding.Unreadable("Closed."));
        host.MoveTo(saved.NextAt!.Value + 2 * Day);
        await host.TakeDueAsync();
        await host.WatchAsync();
        // The occurrence that was skipped for it stays skipped.
        await host.LearnAsync("CNT", SchemaFinding.Readable);
        await host.WatchAsync();
        await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"), isEnabled: false);
        host.Clock.MoveAhead(5 * Day);
        await host.WatchAsync();

        (await host.OutboxAsync())
            .Select(row => row.Event)
            .ShouldNotContain(NotificationEvent.BackupOverdue);
    }

    private static Task<CredentialReport> EnterAsync(CaptureHost host, DateOnly? expires = null) =>
        host.SendAsync(
            new SaveCredentials(
                host.Workspace("acme"),
                CaptureHost.Email,
                CaptureHost.Token,
                expires
            )
        );
}
