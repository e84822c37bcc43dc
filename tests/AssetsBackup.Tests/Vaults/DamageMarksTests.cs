using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Vaults;

/// <summary>A backup is marked before what is damaged of it is condemned: a verification killed in between marks again.</summary>
public sealed class DamageMarksTests
{
    [Fact]
    public async Task New_damage_is_marked_with_its_day_before_it_is_condemned()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var backup = await host.BackUpAsync(await host.PicturedSchemaAsync());
        var packs = Files(host, "packs");
        Damage(packs[0]);
        await VerifyAsync(host);
        var first = (await host.SnapshotAsync(backup.Id)).DamagedAt.ShouldNotBeNull();
        var condemned = Path.GetDirectoryName(Files(host, "condemned").Single())!;

        host.Clock.MoveAhead(TimeSpan.FromDays(1));
        await VerifyAsync(host);
        (await host.SnapshotAsync(backup.Id)).DamagedAt.ShouldBe(first);
        Damage(packs[1]);
        // Where the folder was, nothing can be put.
        Directory.Delete(condemned, recursive: true);
        await File.WriteAllTextAsync(condemned, "");
        await VerifyAsync(host);

        new FileInfo(condemned).Length.ShouldBe(0);
        (await host.SnapshotAsync(backup.Id))
            .DamagedAt.ShouldNotBeNull()
            .ShouldBeGreaterThan(first.AddHours(23));
    }

    private static async Task VerifyAsync(CaptureHost host) =>
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId);

    private static void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static string[] Files(CaptureHost host, string of) =>
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine(host.DataDirectory, "vaults"),
                    "*",
                    SearchOption.AllDirectories
                )
                .Where(file =>
                    file.Contains($"{Path.DirectorySeparatorChar}{of}", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
        ];
}
