using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

public sealed class MoveVaultTests
{
    [Fact]
    public async Task Backups_go_on_while_a_vault_is_copied_and_are_all_there_after_the_switch()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var first = await BackUpAsync(host);
        var copied = await MoveAsync(host, "other", isLast: false);
        copied.IsSwitched.ShouldBeFalse();
        copied.BlobsCopied.ShouldBeGreaterThan(0);
        await host.MutateAsync(10);
        var second = await BackUpAsync(host);

        var moved = await MoveAsync(host, "other", isLast: true);

        moved.IsSwitched.ShouldBeTrue();
        moved.BlobsCopied.ShouldBeInRange(1, copied.BlobsCopied);
        (await RegionAsync(host)).ShouldBe("other");
        Directory.Delete(Path.Combine(host.DataDirectory, "vaults", "local"), recursive: true);
        foreach (var backup in new[] { first, second })
        {
            var verified = await host.DrainAsync(
                (await host.SendAsync(new StartVerify(backup))).RunId
            );
            verified.State.ShouldBe(RunState.Succeeded, verified.ErrorMessage);
        }
        await BackUpAsync(host);
    }

    [Fact]
    public async Task A_damaged_vault_is_not_switched_to_and_the_file_is_named()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        await BackUpAsync(host);
        var pack = Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .First(file => file.Contains("packs", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);

        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, "other", isLast: true)
        );

        thrown.Problem.Code.ShouldBe("vault-damaged");
        thrown.Problem.Title.ShouldContain(Path.GetFileName(pack));
        (await RegionAsync(host)).ShouldBe("local");
    }

    [Theory]
    [InlineData("nowhere", "region-unknown")]
    [InlineData("local", "storage-same")]
    public async Task A_region_that_cannot_be_moved_to_is_named(string region, string code)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");

        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, region, isLast: true)
        );

        thrown.Problem.Code.ShouldBe(code);
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

    private static Task<MovedVault> MoveAsync(CaptureHost host, string region, bool isLast) =>
        host.WithAsync<MoveVault, MovedVault>(vaults =>
            vaults.MoveAsync(host.Tenant, region, isLast, CancellationToken.None)
        );

    private static Task<string?> RegionAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database
                .Connections.Join(
                    database.StoragePlaces,
                    connection => connection.StoragePlaceId,
                    place => place.Id,
                    (_, place) => place.Region
                )
                .SingleAsync()
        );
}
