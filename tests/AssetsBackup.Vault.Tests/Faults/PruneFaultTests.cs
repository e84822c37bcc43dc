using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every call of a pruning fails in turn: phase one with its repacking and merging, then phase two.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class PruneFaultTests
{
    private static readonly PruneMargins Eager = new() { SmallOnes = 2, SmallPack = 16 << 10 };
    private static readonly (string Group, string Id, byte[] Content)[] Kept = Objects(1, 40);
    private static readonly (string Group, string Id, byte[] Content)[] Late = Objects(300, 20);

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_phase_one_takes_nothing_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var start = await StartAsync();
        (await PruneAsync(start.Copy(), hours: 0)).PacksRepacked.ShouldBeGreaterThan(0);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => PruneAsync(store, hours: 0),
            ShouldEndWellAsync
        );

        calls.ShouldBeGreaterThan(40);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_phase_two_takes_nothing_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var start = await StartAsync();
        await PruneAsync(start, hours: 0);
        await BackupAsync(await OpenAsync(start), Id(9), Objects(700, 20));
        await (await OpenAsync(start)).DeleteAsync(RootKind.Snapshot, Id(9), Never);
        var whole = await PruneAsync(start.Copy(), hours: 25);
        whole.PacksDeleted.ShouldBeGreaterThan(3);
        whole.PacksCondemned.ShouldBeGreaterThan(0);
        whole.IndexesMerged.ShouldBeGreaterThan(0);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => PruneAsync(store, hours: 25),
            ShouldEndWellAsync
        );

        calls.ShouldBeGreaterThan(40);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_a_deletion_leaves_the_root_whole_or_gone(
        bool afterwards,
        bool isKill
    )
    {
        var start = await StartAsync();
        var vault = await OpenAsync(start);
        var first = (await vault.OpenRootAsync(RootKind.Snapshot, Id(2), Never)).Record;
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(500, 3));
        var said = new RootAnnotation("to be deleted", IsPinned: false);
        await vault.AnnotateAsync(RootKind.Snapshot, Id(2), said, Never);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            async store =>
                await (await OpenAsync(store)).DeleteAsync(RootKind.Snapshot, Id(2), Never),
            async store =>
            {
                var again = await OpenAsync(store);
                if (store.Names($"snapshots/{Id(2):N}/").Length > 0)
                {
                    await ShouldHoldAsync(again, Id(2), Late);
                    await ShouldHoldAsync(again, Id(2), Objects(500, 3), "avatars");
                }
                await again.DeleteAsync(RootKind.Snapshot, Id(2), Never);
                store.Names("annotations/").ShouldBeEmpty();
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Kept);
            },
            store => store.Names($"snapshots/{Id(2):N}/").ShouldBeEmpty()
        );

        calls.ShouldBeGreaterThan(10);
    }

    private static async Task ShouldEndWellAsync(MemoryBlobStore store)
    {
        await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Kept);
        foreach (var hours in new[] { 25, 50, 75 })
            await PruneAsync(store, hours);
        await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Kept);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Late);
        store.Names("condemned/").ShouldBeEmpty();
        store.Names("packs/").Length.ShouldBeLessThan(7);
    }

    /// <summary>Two snapshots to keep, in small packs and many indexes, among them what a deleted one left.</summary>
    private static async Task<MemoryBlobStore> StartAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(3), Objects(10, 60));
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            foreach (var page in Kept.Chunk(20))
            {
                await StageAsync(writer, page);
                await writer.CheckpointAsync(Never);
            }
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        await BackupAsync(vault, Id(2), Late);
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        return store;
    }

    private static async Task<PruneReport> PruneAsync(IBlobStore store, int hours)
    {
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(hours));
        return await (await OpenAsync(store, clock)).PruneAsync(Eager, Never);
    }
}
