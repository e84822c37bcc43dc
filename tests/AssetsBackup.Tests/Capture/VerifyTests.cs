using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

public sealed class VerifyTests
{
    [Fact]
    public async Task A_sound_backup_is_marked_as_verified()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var backup = await BackUpAsync(host);

        var run = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(backup)).VerifiedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_backup_to_which_a_run_still_adds_is_not_marked_as_verified()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var backup = await BackUpAsync(host);
        await host.ChangeAsync(database =>
            database.Runs.Single(run => run.Id == backup).State = RunState.Paused
        );

        var run = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(backup)).VerifiedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_pack_fails_the_verification_and_the_log_names_what_it_hits()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var backup = await BackUpAsync(host);
        var pack = Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("pack", StringComparison.Ordinal))
            .MaxBy(file => new FileInfo(file).Length)!;
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);

        var run = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "snapshot-damaged"));
        (await host.SnapshotAsync(backup)).VerifiedAt.ShouldBeNull();
        var log = await host.ReadAsync(database =>
            database
                .RunLog.Where(line => line.RunId == run.Id)
                .Select(line => line.Message)
                .ToListAsync()
        );
        log.ShouldContain(line =>
            line.Contains(Path.GetFileName(pack), StringComparison.Ordinal)
            && line.Contains("lost with it", StringComparison.Ordinal)
        );

        await BackUpAsync(host);
        var healed = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);
        healed.State.ShouldBe(RunState.Succeeded, healed.ErrorMessage);
    }

    [Fact]
    public async Task A_backup_that_lost_something_is_marked_until_all_of_it_is_found_right()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        await BackUpAsync(host);
        var pack = Directory
            .EnumerateFiles(host.DataDirectory, "*", SearchOption.AllDirectories)
            .First(file => file.Contains("/packs/", StringComparison.Ordinal));
        var sound = await File.ReadAllBytesAsync(pack);
        await VerifyAsync();
        (await MarksAsync()).ShouldBe((true, false));
        await File.WriteAllBytesAsync(pack, [.. sound[..^1], (byte)(sound[^1] ^ 1)]);
        await VerifyAsync();
        (await MarksAsync()).ShouldBe((true, true));
        await File.WriteAllBytesAsync(pack, sound);
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: false))).RunId);
        (await MarksAsync()).ShouldBe((true, true));

        await VerifyAsync();

        (await MarksAsync()).ShouldBe((true, false));

        async Task VerifyAsync() =>
            await host.DrainAsync(
                (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
            );

        Task<(bool IsVerified, bool IsDamaged)> MarksAsync() =>
            host.ReadAsync(async database =>
            {
                var backup = await database.Snapshots.SingleAsync();
                return (backup.VerifiedAt is not null, backup.DamagedAt is not null);
            });
    }

    private static async Task<Guid> BackUpAsync(CaptureHost host)
    {
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var run = await host.BackUpAsync(key);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return run.Id;
    }
}
