using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Several writers share one open vault.</summary>
public sealed class SeveralWritersTests
{
    [Fact]
    public async Task A_pack_that_is_stored_while_the_packs_are_listed_for_another_writer_is_not_lost()
    {
        var watched = new WatchedBlobStore(new MemoryBlobStore());
        var vault = await OpenAsync(watched);
        await using var first = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await StageAsync(first, Objects(1, 20));
        var checkpoints = 0;
        watched.After = async (call, name) =>
        {
            if (call == StoreCall.List && name == "packs/" && checkpoints++ == 0)
                await first.CheckpointAsync(Never);
        };

        await using var second = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(second, Objects(1, 20));

        checkpoints.ShouldBeGreaterThan(0);
        second.Statistics.RecordsAdded.ShouldBe(0);
        await first.CommitAsync(Bytes("{}"), Never);
        await second.CommitAsync(Bytes("{}"), Never);
        await ShouldHoldAsync(vault, Id(1), Objects(1, 20));
        await ShouldHoldAsync(vault, Id(2), Objects(1, 20));
    }

    [Fact]
    public async Task Many_backups_and_prunings_in_one_process_at_once_are_all_whole()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        var margins = new PruneMargins { SmallOnes = 0 };

        await Task.WhenAll(
            Enumerable
                .Range(1, 12)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        await BackupAsync(vault, Id(i), Objects(i * 5, 60));
                        await vault.PruneAsync(margins, Never);
                    })
                )
        );

        var again = await OpenAsync(store);
        for (var i = 1; i <= 12; i++)
        {
            await ShouldHoldAsync(vault, Id(i), Objects(i * 5, 60));
            await ShouldHoldAsync(again, Id(i), Objects(i * 5, 60));
        }
        await ShouldBeSoundAsync(store);
    }
}
