using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Pruning, backups, readers and verification at once: each is interrupted by another at every call.</summary>
public sealed class InterleavingTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Kept = Objects(1, 40);
    private static readonly (string Group, string Id, byte[] Content)[] New = Objects(20, 60);

    // Indexes are merged and packs repacked in each of these prunings.
    private static readonly PruneMargins Eager = new() { SmallOnes = 0, SmallPack = 64 << 10 };

    [Fact]
    public async Task Two_prunings_at_once_do_double_work_and_no_harm()
    {
        var rounds = await Interleaving.EachCallAsync(
            await DueAsync(),
            store => PruneAsync(store, Later(1)),
            store => PruneAsync(store, Later(1)),
            async store =>
            {
                await ShouldHoldAllAsync(store);
                await PruneAsync(store, Later(30));
                await ShouldHoldAllAsync(store);
            }
        );

        rounds.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Two_prunings_whose_clocks_differ_do_no_harm()
    {
        // To one of them what was condemned is due, to the other not yet.
        foreach (var (main, intruder) in new[] { (0, 1), (1, 0) })
        {
            await Interleaving.EachCallAsync(
                await DueAsync(),
                store => PruneAsync(store, Later(main)),
                store => PruneAsync(store, Later(intruder)),
                async store =>
                {
                    await PruneAsync(store, Later(2));
                    await ShouldHoldAllAsync(store);
                }
            );
        }
    }

    [Fact]
    public async Task A_backup_in_the_midst_of_a_pruning_is_whole()
    {
        foreach (var hours in new[] { 0, 1 })
        {
            var rounds = await Interleaving.EachCallAsync(
                await DueAsync(),
                store => PruneAsync(store, Later(hours)),
                async store => await BackupAsync(await OpenAsync(store), Id(9), New),
                async store =>
                {
                    await PruneAsync(store, Later(30));
                    await ShouldHoldAllAsync(store);
                    await ShouldHoldAsync(await OpenAsync(store), Id(9), New);
                }
            );
            rounds.ShouldBeGreaterThan(40);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pruning_in_the_midst_of_a_backup_takes_nothing_from_it(bool fromOlder)
    {
        var rounds = await Interleaving.EachCallAsync(
            await DueAsync(),
            store => CheckpointedBackupAsync(store, fromOlder),
            store => PruneAsync(store, Later(1)),
            async store =>
            {
                await PruneAsync(store, Later(30));
                await ShouldHoldAllAsync(store);
                await ShouldHoldAsync(await OpenAsync(store), Id(9), NewOver(fromOlder));
            }
        );

        rounds.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task A_backup_that_both_phases_overtake_is_whole_or_fails_and_leaves_no_root()
    {
        var failed = 0;
        var rounds = await Interleaving.EachCallAsync(
            await DueAsync(),
            async store =>
            {
                try
                {
                    await CheckpointedBackupAsync(store, fromOlder: false);
                }
                catch (VaultException)
                {
                    failed++;
                }
            },
            async store =>
            {
                await PruneAsync(store, Later(1));
                await PruneAsync(store, Later(26));
            },
            async store =>
            {
                await ShouldHoldAllAsync(store);
                var vault = await OpenAsync(store);
                if (store.Names($"snapshots/{Id(9):N}/").Length > 0)
                {
                    await ShouldHoldAsync(vault, Id(9), New);
                    return;
                }
                await BackupAsync(vault, Id(9), New);
                await ShouldHoldAsync(vault, Id(9), New);
            },
            // From the last look at the condemnations to the root record the margin alone protects.
            (call, name) =>
                call == StoreCall.Put && name.StartsWith("snapshots/", StringComparison.Ordinal)
        );

        failed.ShouldBeLessThan(rounds / 2);
    }

    [Fact]
    public async Task A_pruning_in_the_midst_of_opening_and_reading_is_not_noticed()
    {
        var rounds = await Interleaving.EachCallAsync(
            await DueAsync(),
            async store => await ShouldHoldAsync(await OpenAsync(store), Id(1), Kept),
            async store =>
            {
                await PruneAsync(store, Later(1));
                await PruneAsync(store, Later(26));
            },
            _ => Task.CompletedTask
        );

        rounds.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_pruning_or_a_commit_in_the_midst_of_a_verification_is_no_damage()
    {
        var start = await DueAsync();
        await using (
            var writer = await (await OpenAsync(start)).BeginAsync(RootKind.Snapshot, Id(9), Never)
        )
        {
            await StageAsync(writer, New);
            await writer.CheckpointAsync(Never);
        }
        foreach (var readData in new[] { false, true })
        {
            var rounds = await Interleaving.EachCallAsync(
                start,
                async store =>
                {
                    var vault = await OpenAsync(store);
                    var report = await vault.VerifyAsync(VerifyScope.All, readData, null, Never);
                    report.Findings.ShouldBeEmpty();
                },
                ChangeEverythingAsync,
                _ => Task.CompletedTask
            );
            rounds.ShouldBeGreaterThan(10);
        }
    }

    private static async Task ChangeEverythingAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store, Later(1));
        await using var writer = await vault.WriteAsync(At(9, 1), Never);
        await writer.CommitAsync(Bytes("{}"), Never);
        await vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("changed", IsPinned: false),
            Never
        );
        await vault.DeleteAsync(RootKind.Snapshot, Id(2), Never);
        await vault.PruneAsync(Eager, Never);
    }

    private static async Task CheckpointedBackupAsync(IBlobStore store, bool fromOlder)
    {
        var vault = await OpenAsync(store);
        var older = (await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)).Record;
        var start = new WriterStart(RootKind.Snapshot, Id(9));
        await using var writer = await vault.WriteAsync(
            fromOlder ? start with { From = older.Trees } : start,
            Never
        );
        foreach (var page in New.Chunk(20))
        {
            await StageAsync(writer, page);
            await writer.CheckpointAsync(Never);
        }
        await writer.CommitAsync(Bytes("{}"), Never);
    }

    private static (string, string, byte[])[] NewOver(bool fromOlder) =>
        fromOlder ? Objects(1, 79) : New;

    /// <summary>
    /// Snapshots 1 and 2 are kept; 3 was deleted and what only it needed is due at <see cref="Later"/>(1); 4 was deleted
    /// and nothing of it is condemned yet. It shares objects with the new backup.
    /// </summary>
    private static async Task<MemoryBlobStore> DueAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Kept);
        await BackupAsync(vault, Id(2), Objects(30, 20, "b"));
        await BackupAsync(vault, Id(3), Objects(35, 25));
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        await vault.PruneAsync(Eager, Never);
        await BackupAsync(vault, Id(4), Objects(60, 30));
        await vault.DeleteAsync(RootKind.Snapshot, Id(4), Never);
        await vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("kept", IsPinned: true),
            Never
        );
        return store;
    }

    /// <summary>A clock at so many hours after the first condemnation is due, less half an hour.</summary>
    private static FakeTimeProvider Later(int hours)
    {
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(23.5 + hours));
        return clock;
    }

    private static async Task PruneAsync(IBlobStore store, TimeProvider clock) =>
        await (await OpenAsync(store, clock)).PruneAsync(Eager, Never);

    private static async Task ShouldHoldAllAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store);
        await ShouldHoldAsync(vault, Id(1), Kept);
        await ShouldHoldAsync(vault, Id(2), Objects(30, 20, "b"));
        await ShouldBeSoundAsync(store);
    }
}
