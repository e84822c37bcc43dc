using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every call fails in turn: of what condemns damaged packs, of what gives up damaged records, of pruning beside damage.</summary>
public sealed class DamageFaultTests
{
    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task Damaged_packs_are_condemned_in_the_end(bool afterwards, bool isKill)
    {
        var start = new MemoryBlobStore();
        var report = await DamagedAsync(start);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => TenantVault.DistrustAsync(store, Keys(), Clock, report, Never),
            async store =>
            {
                await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never);
                await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 30));
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Objects(1, 30));
            }
        );

        calls.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_pruning_never_leaves_a_damaged_pack_that_is_needed_uncondemned(
        bool afterwards,
        bool isKill
    )
    {
        var start = new MemoryBlobStore();
        var report = await DamagedAsync(start);
        await TenantVault.DistrustAsync(start, Keys(), Clock, report, Never);
        var later = NewClock();
        later.Advance(TimeSpan.FromHours(25));

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => new Prune(new SealedBlobs(store, Keys()), later, new()).RunAsync(Never),
            async store =>
            {
                (await TenantVault.IsNewDamageAsync(store, Keys(), report, Never)).ShouldBeFalse();
                await (await OpenAsync(store, later)).PruneAsync(new(), Never);
                await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 30));
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Objects(1, 30));
            }
        );

        calls.ShouldBeGreaterThan(10);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task Giving_up_takes_only_what_is_damaged_and_can_be_run_again(
        bool afterwards,
        bool isKill
    )
    {
        var start = new MemoryBlobStore();
        var vault = await OpenAsync(start);
        await BackupAsync(vault, Id(1), Objects(1, 30));
        await BackupAsync(vault, Id(2), Objects(20, 30));
        await vault.AnnotateAsync(RootKind.Snapshot, Id(2), new RootAnnotation("", true), Never);
        await BackupAsync(vault, Id(3), Objects(60, 5), RootKind.Plan);
        start.Blobs[$"snapshots/{Id(2):N}/1"][^1] ^= 1;
        start.Blobs[$"plans/{Id(3):N}/1"][^1] ^= 1;

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => TenantVault.DiscardDamagedAsync(store, Keys(), Never),
            async store =>
            {
                await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
                await TenantVault.DiscardDamagedAsync(store, Keys(), Never);
                await (await OpenAsync(store)).PruneAsync(PruneMargins.Default, Never);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Objects(1, 30));
                store.Names("annotations/").ShouldBeEmpty();
                store.Names("plans/").ShouldBeEmpty();
            }
        );

        calls.ShouldBeGreaterThan(12);
    }

    /// <summary>A backup of which the content is damaged and the pages can be read.</summary>
    private static async Task<VerifyReport> DamagedAsync(MemoryBlobStore store)
    {
        var root = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        context.Index.TryFind(root.Trees["objects"].Root, out var pages, out _).ShouldBeTrue();
        foreach (var name in store.Names("packs/").Where(name => name != pages.Name))
            store.Blobs[name][^1] ^= 1;
        return await TenantVault.VerifyAsync(
            store,
            Keys(),
            VerifyScope.All,
            readData: true,
            null,
            Never
        );
    }
}
