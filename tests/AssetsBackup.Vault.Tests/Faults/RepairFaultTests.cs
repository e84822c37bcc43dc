using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every call of a repair fails in turn.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class RepairFaultTests
{
    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_loses_nothing_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var start = new MemoryBlobStore();
        var vault = await OpenAsync(start);
        await BackupAsync(vault, Id(1), Objects(1, 30));
        await BackupAsync(vault, Id(2), Objects(20, 30));
        start.Blobs["vault"][^1] ^= 1;
        start.Blobs[start.Names("index/")[0]][^1] ^= 1;

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            store => TenantVault.RepairAsync(store, Keys(), Clock, Never),
            async store =>
            {
                await TenantVault.RepairAsync(store, Keys(), Clock, Never);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Objects(1, 30));
                await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(20, 30));
            }
        );

        calls.ShouldBeGreaterThan(12);
    }
}
