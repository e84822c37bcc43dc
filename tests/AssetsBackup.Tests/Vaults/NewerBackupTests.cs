using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Vaults;

/// <summary>The records of a backup are of a format that this program does not know: nothing is known of that backup.</summary>
public sealed class NewerBackupTests
{
    private const string Newer = "by a newer version of this program";

    [Fact]
    public async Task It_is_told_as_such_and_called_neither_lost_nor_verified()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var sound = (await host.BackUpAsync("CNT")).Id;
        var newer = (await host.BackUpAsync("CNT")).Id;
        foreach (var record in RecordsOf(host, newer))
            await File.WriteAllBytesAsync(record, [.. "ABV!"u8, 2, .. new byte[21]]);

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        run.State.ShouldBe(RunState.Failed);
        run.ErrorMessage.ShouldNotBeNull()
            .ShouldStartWith($"2 files of the backups' storage were written {Newer}");
        run.ErrorMessage.ShouldNotContain("bring back from a copy");
        run.ErrorMessage.ShouldNotContain("among what is lost");
        var untold = await host.SnapshotAsync(newer);
        (untold.VerifiedAt, untold.DamagedAt).ShouldBe((null, null));
        var other = await host.SnapshotAsync(sound);
        (other.VerifiedAt is not null, other.DamagedAt).ShouldBe((true, null));
        var next = await host.BackUpAsync("CNT");
        (next.State, (await host.BasisAsync(next.Id)).On).ShouldBe((RunState.Succeeded, null));
    }

    private static string[] RecordsOf(CaptureHost host, Guid backup) =>
        [
            .. Directory
                .GetDirectories(
                    Path.Combine(host.DataDirectory, "vaults"),
                    $"{backup:N}",
                    SearchOption.AllDirectories
                )
                .SelectMany(Directory.GetFiles),
        ];
}
