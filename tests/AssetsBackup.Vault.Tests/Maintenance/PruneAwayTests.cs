using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A store that is away for a moment while it is pruned: it lists nothing, and so seems to need nothing.</summary>
public sealed class PruneAwayTests
{
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task However_short_or_long_it_is_away_nothing_that_is_needed_is_deleted()
    {
        var sound = await WithCondemnedPacksAsync();
        var refused = 0;
        foreach (var calls in new[] { 1, 2, 3, 4, 5, 6, 8, 10, 14, 20 })
        {
            for (var first = 1; ; first++)
            {
                var store = sound.Copy();
                var away = new AwayBlobStore(store, first, calls);
                try
                {
                    await PruneAsync(away);
                }
                catch (Exception e) when (e is PruneRefusedException or IOException)
                {
                    refused++;
                }
                if (!away.WasAway)
                    break;
                await ShouldHaveAllAsync(store, $"{calls} calls from the {first}th on");
            }
        }
        refused.ShouldBeGreaterThan(0);
    }

    /// <summary>All packs are condemned, and due: those of a backup, those of an unfinished one, and those that nothing needs.</summary>
    private async Task<MemoryBlobStore> WithCondemnedPacksAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 30));
        await BackupAsync(vault, Id(3), Objects(100, 30));
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        await using (var killed = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never))
        {
            await StageAsync(killed, Objects(50, 10));
            await killed.CheckpointAsync(Never);
        }
        var packs = store.Names("packs/").Select(name => BlobId.Parse(name[^(2 * BlobId.Size)..]));
        await new CondemnedPacks(new SealedBlobs(store, Keys())).PutAsync(
            [.. packs],
            clock.GetUtcNow(),
            Never
        );
        clock.Advance(TimeSpan.FromHours(25));
        return store;
    }

    /// <summary>Also after prunings that are not disturbed.</summary>
    private async Task ShouldHaveAllAsync(MemoryBlobStore store, string when)
    {
        for (var day = 0; day < 2; day++)
        {
            await PruneAsync(store);
            clock.Advance(TimeSpan.FromHours(25));
        }
        var vault = await OpenAsync(store);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldBeEmpty(when);
        await ShouldHoldAsync(vault, Id(1), Objects(1, 30));
        await using var resumed = await vault.WriteAsync(At(2, 1), Never);
        await resumed.CommitAsync(Bytes("{}"), Never);
        await ShouldHoldAsync(vault, Id(2), Objects(50, 10));
    }

    private Task<PruneReport> PruneAsync(IBlobStore store) =>
        new Prune(new SealedBlobs(store, Keys()), clock, PruneMargins.Default).RunAsync(Never);
}
