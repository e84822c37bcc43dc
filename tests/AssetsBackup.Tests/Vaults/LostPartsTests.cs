using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
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
        var whole = (await host.BackUpAsync(key)).Id;
        var later = Directory
            .GetFiles(Path.Combine(host.DataDirectory, "vaults"), "2", SearchOption.AllDirectories)
            .Single(file => file.Contains("/snapshots/", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(later);
        if (isGone)
            File.Delete(later);
        else
            await File.WriteAllBytesAsync(later, [1, 2, 3]);

        for (var time = 1; time <= 2; time++)
        {
            var run = await VerifyAsync(host);
            (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "snapshot-damaged"));
            run.ErrorMessage.ShouldNotBeNull().ShouldStartWith("1 file of the backups' storage");
        }
        (await host.SnapshotAsync(whole)).DamagedAt.ShouldNotBeNull();
        var next = await host.BackUpAsync(key);
        (await host.BasisAsync(next.Id)).On.ShouldBeNull();

        (await GivenUp.PartsAsync(host)).ShouldHaveSingleItem();

        var left = await host.SnapshotAsync(whole);
        left.State.ShouldBe(SnapshotState.ObjectsOnly);
        var fields = await host.PartAsync(whole, "issueFields");
        (fields.State, fields.Count).ShouldBe((PartState.Lost, 0));
        fields.Reasons.ShouldBe(["It is not in the storage any more."]);
        File.Delete(later);
        (await VerifyAsync(host)).State.ShouldBe(RunState.Succeeded);
        (await host.SnapshotAsync(whole)).VerifiedAt.ShouldNotBeNull();

        await File.WriteAllBytesAsync(later, bytes);

        var slice = new StartVaultVerify(ReadData: true, Slice: 0, Slices: 30);
        (await host.DrainAsync((await host.SendAsync(slice)).RunId)).State.ShouldBe(
            RunState.Succeeded
        );
        var back = await host.SnapshotAsync(whole);
        (back.State, back.VerifiedAt).ShouldBe((SnapshotState.Complete, null));
        (await VerifyAsync(host)).State.ShouldBe(RunState.Succeeded);
        (await host.SnapshotAsync(whole)).State.ShouldBe(SnapshotState.Complete);
        (await host.SnapshotAsync(whole)).VerifiedAt.ShouldNotBeNull();
        (await host.PartAsync(whole, "issueFields")).State.ShouldBe(PartState.Captured);
    }

    private static async Task<Run> VerifyAsync(CaptureHost host) =>
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId);
}
