using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Notifications;

/// <summary>How runs end is told to those who want to know, each end once.</summary>
public sealed class RunEventTests
{
    [Fact]
    public async Task A_backup_that_fails_is_told_with_its_schema_its_site_and_the_reason()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.BackupFailed);
        host.Wire.Answer = Wire.Denied;

        var run = await host.BackUpAsync("CNT");
        run.State.ShouldBe(RunState.Failed, run.ErrorMessage);
        await host.DeliverAsync();

        var call = (await host.HooksAsync()).ShouldHaveSingleItem();
        call.GetProperty("fault").GetString().ShouldBeNull();
        var body = NotifiedHost.BodyOf(call);
        body.Text("type").ShouldBe("backup.failed");
        var data = body.GetProperty("data");
        var schema = await host.SchemaAsync("CNT");
        data.Text("title").ShouldBe($"Backup failed: {schema.Name} (CNT)");
        data.Text("text").ShouldBe(run.ErrorMessage);
        data.Text("site").ShouldBe("https://acme.atlassian.net");
        data.Text("state").ShouldBe("failed");
        data.Text("runId").ShouldBe(run.Id.ToString());
        data.GetProperty("schema").Text("key").ShouldBe("CNT");
    }

    [Fact]
    public async Task Each_end_is_told_to_whoever_wants_that_one_and_to_nobody_else()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(
            NotificationEvent.BackupComplete,
            NotificationEvent.RestoreComplete
        );
        await host.AddChatAsync();
        var backup = await host.BackUpAsync("CNT");
        backup.State.ShouldBe(RunState.Succeeded, backup.ErrorMessage);
        await host.SendAsync(new StopRun(await host.QueueBackupAsync("CNT")));
        var plan = await host.SendAsync(new MakePlan(backup.Id, null, "Copy", "CPY"));
        await host.DrainAsync(plan.RunId);
        var restore = await host.SendAsync(new ApplyPlan(plan.PlanId));
        (await host.DrainAsync(restore.RunId)).State.ShouldBe(RunState.Succeeded);
        await host.DrainAsync((await host.SendAsync(new StartVerify(backup.Id))).RunId);

        var told = await host.OutboxAsync();

        told.GroupBy(row => row.ChannelId)
            .Select(channel => string.Join(", ", channel.Select(row => row.Event)))
            .ShouldBe(
                [
                    "BackupComplete, RestoreComplete",
                    "BackupComplete, BackupStopped, RestoreComplete",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Damage_is_told()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddSignedAsync(NotificationEvent.VerificationFailed);
        var backup = await host.BackUpAsync("CNT");
        foreach (
            var pack in Directory
                .EnumerateFiles(
                    Path.Combine(host.DataDirectory, "vaults"),
                    "*",
                    SearchOption.AllDirectories
                )
                .Where(file => file.Contains("packs", StringComparison.Ordinal))
        )
            await File.WriteAllBytesAsync(pack, [1]);

        var run = await host.DrainAsync((await host.SendAsync(new StartVerify(backup.Id))).RunId);

        run.ErrorCode.ShouldBe("snapshot-damaged");
        var told = (await host.OutboxAsync()).ShouldHaveSingleItem();
        told.Read().Title.ShouldStartWith("Verification failed");
        told.Read().Text.ShouldBe(run.ErrorMessage);
    }

    [Fact]
    public async Task A_run_that_waits_has_not_ended()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddChatAsync();
        host.Wire.TokenIsDead = true;

        (await host.BackUpAsync("CNT")).State.ShouldBe(RunState.Paused);

        (await host.OutboxAsync())
            .ShouldHaveSingleItem()
            .Event.ShouldBe(NotificationEvent.TokenRefused);
    }
}
