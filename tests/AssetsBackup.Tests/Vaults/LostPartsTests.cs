using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

public sealed class LostPartsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_whose_later_record_is_lost_is_told_as_what_is_left_of_it(bool isGone)
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).FirstAsync()
        );
        await host.BackUpAsync(key);
        var later = Directory
            .GetFiles(Path.Combine(host.DataDirectory, "vaults"), "2", SearchOption.AllDirectories)
            .Single(file => file.Contains("/snapshots/", StringComparison.Ordinal));
        if (isGone)
            File.Delete(later);
        else
            await File.WriteAllBytesAsync(later, [1, 2, 3]);

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "snapshot-damaged"));
        run.ErrorMessage.ShouldNotBeNull().ShouldStartWith("1 file of the backups' storage");
        var left = await host.ReadAsync(database => database.Snapshots.SingleAsync());
        left.State.ShouldBe(SnapshotState.ObjectsOnly);
        left.DamagedAt.ShouldNotBeNull();
        var fields = (await host.PartAsync(left.Id, "issueFields"));
        (fields.State, fields.Count).ShouldBe((PartState.NotCaptured, 0));
        fields.Reasons.ShouldBe(["It was backed up, and is lost in the storage."]);
        var next = await host.BackUpAsync(key);
        (await host.BasisAsync(next.Id)).On.ShouldBeNull();
    }
}
