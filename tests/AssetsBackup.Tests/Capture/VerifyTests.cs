using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
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
            && line.Contains("cannot be read", StringComparison.Ordinal)
        );

        await BackUpAsync(host);
        var healed = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);
        healed.State.ShouldBe(RunState.Succeeded, healed.ErrorMessage);
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
