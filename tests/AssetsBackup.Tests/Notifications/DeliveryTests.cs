using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Features.Runs;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Notifications;

/// <summary>The outbox: what happened is told at least once, by one process at a time, and not for ever.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_webhook_that_answers_500_is_asked_again_with_the_same_id()
    {
        await using var host = await NotifiedHost.StartAsync();
        var added = await host.AddWebhookAsync(NotifiedHost.SignedUrl);
        await host.SetHooksAsync(new { secret = added.SigningSecret, answers = new[] { 500 } });
        await host.BackUpAsync("CNT");

        await host.DeliverAsync();
        var failed = await host.ChannelAsync();
        (failed.FailureCode, failed.Waiting).ShouldBe(("webhook-failed", 1));
        await host.DeliverAsync();
        (await host.HooksAsync()).Count.ShouldBe(1, "it is not time yet");
        host.Clock.MoveAhead(DeliverNotifications.Waits[0]);
        await host.DeliverAsync();
        await host.DeliverAsync();

        var calls = await host.HooksAsync();
        calls.Select(call => call.GetProperty("answered").GetInt32()).ShouldBe([500, 200]);
        calls[1].Text("id").ShouldBe(calls[0].Text("id"));
        calls[1].Text("body").ShouldBe(calls[0].Text("body"));
        var delivered = await host.ChannelAsync();
        (delivered.FailedAt, delivered.Waiting, delivered.GivenUp).ShouldBe((null, 0, 0));
        delivered.DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_never_taken_is_given_up_and_the_list_says_why()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync();
        await host.SetHooksAsync(new { answers = Enumerable.Repeat(404, 20) });
        await host.BackUpAsync("CNT");

        await host.DeliverAsync();
        foreach (var wait in DeliverNotifications.Waits)
        {
            host.Clock.MoveAhead(wait);
            await host.DeliverAsync();
        }

        (await host.HooksAsync()).Count.ShouldBe(DeliverNotifications.Waits.Count + 1);
        var channel = await host.ChannelAsync();
        (channel.Waiting, channel.GivenUp, channel.FailureCode).ShouldBe((0, 1, "webhook-gone"));
        host.Clock.MoveAhead(TimeSpan.FromDays(1));
        await host.DeliverAsync();
        (await host.HooksAsync()).Count.ShouldBe(DeliverNotifications.Waits.Count + 1);
        host.Log.Text.ShouldContain("webhook-gone");
        host.Log.Text.ShouldNotContain(NotifiedHost.Secret);
    }

    [Fact]
    public async Task A_server_that_ends_in_the_middle_leaves_it_to_the_next_which_sends_the_same_id()
    {
        await using var host = await NotifiedHost.StartAsync();
        var added = await host.AddWebhookAsync(NotifiedHost.SignedUrl);
        await host.SetHooksAsync(new { secret = added.SigningSecret, delayMilliseconds = 60_000 });
        await host.BackUpAsync("CNT");
        using var server = new CancellationTokenSource();
        var delivering = host.DeliverAsync(server.Token);
        while ((await host.HooksAsync()).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await server.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => delivering);
        await host.SetHooksAsync(new { secret = added.SigningSecret });

        await host.DeliverAsync();
        (await host.HooksAsync()).Count.ShouldBe(1, "whoever had it may still live");
        host.Clock.MoveAhead(TimeSpan.FromMinutes(2));
        await host.DeliverAsync();

        var calls = await host.HooksAsync();
        calls.Count.ShouldBe(2);
        calls[1].Text("id").ShouldBe(calls[0].Text("id"));
        (await host.OutboxAsync())
            .ShouldHaveSingleItem()
            .State.ShouldBe(NotificationState.Delivered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_servers_at_once_send_each_message_once(bool isShared)
    {
        await using var host = await NotifiedHost.StartAsync(
            postgres: isShared ? await PostgresOfTests.CreateAsync() : null
        );
        await host.AddSignedAsync();
        await host.AddChatAsync();
        await host.AddMailAsync("ada@acme.example");
        await host.BackUpAsync("CNT");
        await host.BackUpAsync("CNT");

        foreach (var _ in Enumerable.Range(0, 2))
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.DeliverAsync()));

        var calls = await host.HooksAsync();
        calls.Count(call => call.Text("path") == "/signed").ShouldBe(2);
        calls.Count(call => call.Text("path") == "/chat").ShouldBe(2);
        (await host.MailsAsync()).Count.ShouldBe(2);
        (await host.OutboxAsync()).ShouldAllBe(row =>
            row.State == NotificationState.Delivered && row.Attempts == 1
        );
    }

    [Fact]
    public async Task One_channel_that_does_not_answer_keeps_no_other_waiting()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddChatAsync();
        await host.AddMailAsync("ada@acme.example");
        await host.SetHooksAsync(new { delayMilliseconds = 60_000 });
        await host.BackUpAsync("CNT");
        using var server = new CancellationTokenSource();

        var delivering = host.DeliverAsync(server.Token);
        while ((await host.MailsAsync()).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        delivering.IsCompleted.ShouldBeFalse();
        await server.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => delivering);
    }

    [Theory]
    [InlineData(true, "channel-unreadable")]
    [InlineData(false, "unexpected")]
    public async Task A_row_that_somebody_changed_is_told_and_keeps_no_other_waiting(
        bool isSecret,
        string code
    )
    {
        await using var host = await NotifiedHost.StartAsync();
        var chat = await host.AddChatAsync();
        await host.AddMailAsync("ada@acme.example");
        await host.BackUpAsync("CNT");
        await using (var database = host.Database())
            _ = isSecret
                ? await database
                    .NotificationChannels.Where(row => row.Id == chat.Id)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.Access, new byte[] { 1 }))
                : await database
                    .Notifications.Where(row => row.ChannelId == chat.Id)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.Content, "no JSON"));

        await host.DeliverAsync();

        (await host.MailsAsync()).Count.ShouldBe(1);
        var told = (await host.SendAsync(new ListChannels())).Items.Single(one =>
            one.Id == chat.Id
        );
        (told.FailureCode, told.Waiting).ShouldBe((code, 1));
    }

    [Fact]
    public async Task A_channel_that_is_deleted_is_not_told_any_more()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddSignedAsync();
        await host.BackUpAsync("CNT");
        await host.SendAsync(new DeleteChannel(channel.Id));

        await host.DeliverAsync();

        (await host.HooksAsync()).ShouldBeEmpty();
        (await host.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_app_is_switched_off_nobody_is_told()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync();
        await host.BackUpAsync("CNT");
        await host.ChangeAsync(database => database.Tenants.Single().Disable());

        await host.DeliverAsync();
        (await host.HooksAsync()).ShouldBeEmpty();
        await host.ChangeAsync(database => database.Tenants.Single().Activate());
        await host.DeliverAsync();

        (await host.HooksAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_not_saved_is_not_told()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync();
        var queued = await host.QueueBackupAsync("CNT");

        await host.WithAsync<RunEnds, bool>(async ends =>
        {
            await using var database = host.Database();
            await using var transaction = await database.Database.BeginTransactionAsync();
            var run = await database.Runs.SingleAsync(row => row.Id == queued);
            await ends.StopAsync(database, run, CancellationToken.None);
            await database.SaveChangesAsync();
            await transaction.RollbackAsync();
            return true;
        });

        (await host.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_messages_are_forgotten_and_waiting_ones_are_not()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync();
        await host.BackUpAsync("CNT");
        await host.DeliverAsync();
        host.Clock.MoveAhead(TimeSpan.FromDays(61));
        await host.SetHooksAsync(new { answers = new[] { 500 } });
        await host.BackUpAsync("CNT");
        await host.DeliverAsync();

        await host.WithAsync<Features.Notifications.Watching.OldNotifications, bool>(async old =>
        {
            await old.ForgetAsync(CancellationToken.None);
            return true;
        });

        (await host.OutboxAsync()).ShouldHaveSingleItem().State.ShouldBe(NotificationState.Pending);
    }
}
