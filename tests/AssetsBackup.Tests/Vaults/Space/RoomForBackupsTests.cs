using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Vaults.Space;

/// <summary>Product E12: no run starts that cannot finish; one that meets a full disk waits, and goes on by itself.</summary>
public sealed class RoomForBackupsTests
{
    private const long Little = 400_000_000;
    private const long Much = 50_000_000_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Where_too_little_is_free_who_asks_for_a_backup_is_told_and_nothing_is_queued()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        host.Free = _ => Little;

        var refused = await RefusedAsync(host);

        (refused.Code, refused.Status).ShouldBe(("disk-space-low", 409));
        refused.Detail.ShouldContain("400 MB are free");
        refused.Detail.ShouldContain("500 MB have to stay free");
        (await host.SendAsync(new ListRuns(null))).Items.ShouldAllBe(run =>
            run.Kind == RunKind.Sync
        );
        host.Free = _ => Much;
        (await host.BackUpAsync(await KeyAsync(host))).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_backup_that_would_take_what_has_to_stay_free_does_not_begin()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:2000");
        host.Free = _ => 500_000_001;

        (await RefusedAsync(host)).Detail.ShouldContain("about 1.0 MB more are needed");
    }

    [Fact]
    public async Task A_scheduled_backup_waits_in_words_and_goes_on_by_itself_once_there_is_room()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        host.MoveTo((await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"))).NextAt!.Value);
        host.Free = _ => Little;
        await host.TakeDueAsync();
        var begun = (await host.BegunAsync()).Single();

        var calls = await host.CallsAsync("findObjectsByAql");
        var waiting = await host.DrainAsync(begun.Id);

        (waiting.State, waiting.ErrorCode).ShouldBe((RunState.Paused, "disk-space-low"));
        waiting.WaitsFor!.ShouldStartWith("The server's disk has too little free space.");
        waiting.WaitsFor.ShouldContain("the run goes on by itself once there is room");
        var shown = (await host.SendAsync(new ListSchemas())).Items.Single().ActiveRun;
        shown.ShouldNotBeNull().WaitsFor.ShouldBe(waiting.WaitsFor);
        (await host.CallsAsync("findObjectsByAql")).ShouldBe(calls);

        host.Free = _ => Much;
        host.MoveTo(waiting.GoesOnAt!.Value);
        (await host.DrainAsync(begun.Id)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_a_backup_is_stored_pauses_it_and_nothing_is_stored_twice()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:3000");
        var key = await KeyAsync(host);
        var asked = 0;
        // The start is allowed, and some of what is stored.
        host.Free = _ => ++asked > 12 ? Little : Much;
        var waiting = await host.BackUpAsync(key);
        (waiting.State, waiting.ErrorCode).ShouldBe((RunState.Paused, "disk-space-low"));
        waiting.GoesOnAt.ShouldNotBeNull();

        host.Free = _ => Much;
        host.MoveTo(waiting.GoesOnAt.Value);
        var ended = await host.DrainAsync(waiting.Id);

        ended.State.ShouldBe(RunState.Succeeded);
        (await host.SnapshotAsync(ended.Id)).Objects.ShouldBe(3000);
        await host.ShouldBeEqualToFullAsync(key, ended.Id);
    }

    [Fact]
    public async Task However_long_there_is_no_room_it_is_looked_for_every_five_minutes()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await host.QueueBackupAsync(await KeyAsync(host));
        host.Free = _ => Little;

        for (var look = 0; look < 6; look++)
        {
            var waiting = await host.DrainAsync(id);
            (waiting.GoesOnAt!.Value - host.Clock.GetUtcNow()).ShouldBeLessThanOrEqualTo(
                LongestWait
            );
            host.MoveTo(waiting.GoesOnAt.Value);
        }
    }

    [Fact]
    public async Task A_disk_that_is_really_full_pauses_the_backup_until_it_is_larger()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:4000");
        await using var disk = await SmallDisk.MountAsync(
            Path.Combine(host.DataDirectory, "vaults", "local"),
            "500k"
        );
        // As of a system that does not say how much is free.
        host.Free = _ => throw new IOException("unknown");
        var key = await KeyAsync(host);

        var waiting = await host.BackUpAsync(key);

        (waiting.State, waiting.ErrorCode).ShouldBe((RunState.Paused, "disk-full"));
        waiting.WaitsFor!.ShouldStartWith("The disk is full. Free some space");
        await disk.GrowAsync("200m");
        host.MoveTo(waiting.GoesOnAt!.Value);
        var ended = await host.DrainAsync(waiting.Id);
        ended.State.ShouldBe(RunState.Succeeded, ended.ErrorMessage);
        (await host.SnapshotAsync(ended.Id)).Objects.ShouldBe(4000);
    }

    [Fact]
    public async Task A_customer_stores_no_more_than_its_quota_and_goes_on_once_something_was_freed()
    {
        await using var host = await CaptureHost.StartSetUpAsync(
            "n:400",
            configuration: [new("Storage:QuotaPerTenant", "400 kB")]
        );
        var key = await KeyAsync(host);
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
        // So much lies there that another backup does not fit.
        var extra = Path.Combine(
            host.DataDirectory,
            "vaults",
            "local",
            host.Tenant.ToString("N"),
            "packs",
            "00112233445566778899aabbccddeeff"
        );
        await File.WriteAllBytesAsync(extra, new byte[400_000]);
        host.Services.GetRequiredService<StorageUse>()
            .Forget(
                await host
                    .Services.GetRequiredService<TenantVaults>()
                    .PlaceAsync(host.Tenant, CancellationToken.None)
            );

        var refused = await RefusedAsync(host);
        (refused.Code, refused.Status).ShouldBe(("storage-quota-reached", 409));
        refused.Detail.ShouldContain("of 400 kB");
        File.Delete(extra);

        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task What_makes_room_is_never_kept_from_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400");
        var backup = await host.BackUpAsync(await KeyAsync(host));
        await host.SendAsync(new DeleteSnapshot(backup.Id));
        host.Free = _ => 0;

        var prune = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        prune.State.ShouldBe(RunState.Succeeded, prune.ErrorMessage);
    }

    [Fact]
    public async Task A_system_that_does_not_say_how_much_is_free_keeps_nobody_from_backing_up()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        host.Free = _ => throw new IOException("The device is not ready");

        (await host.BackUpAsync(await KeyAsync(host))).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public void What_is_free_is_that_of_the_disk_on_which_a_folder_would_be_made()
    {
        using var folder = new TemporaryFolder();
        var asked = new List<string>();
        var space = new FreeSpace(path =>
        {
            asked.Add(path);
            return 7;
        });

        space.At(Path.Combine(folder.Path, "not", "there")).ShouldBe(7);
        asked.ShouldBe([folder.Path]);
        new FreeSpace().At(folder.Path).ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    private static async Task<string> KeyAsync(CaptureHost host) =>
        (await host.SendAsync(new ListSchemas())).Items.Single().Key;

    private static async Task<Problem> RefusedAsync(CaptureHost host)
    {
        var key = await KeyAsync(host);
        var schema = await host.SchemaAsync(key);
        var failure = await Should.ThrowAsync<NoRoomException>(() =>
            host.SendAsync(new BackUpNow(schema.Id, null))
        );
        return ProblemMapper.Map(failure);
    }
}
