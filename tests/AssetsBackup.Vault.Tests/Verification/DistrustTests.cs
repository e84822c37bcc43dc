using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A pack that was found damaged is not relied on again: the next backup heals what it can.</summary>
public sealed class DistrustTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task The_next_backup_heals_the_ones_before_it_and_pruning_deletes_the_damaged_pack()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var packs = store.Names("packs/");
        foreach (var name in packs)
            store.Blobs[name][^1] ^= 1;
        var report = await VerifyAsync();
        report.IsSound.ShouldBeFalse();

        var condemned = await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));

        condemned.ShouldBe(packs.Length);
        (await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never)).ShouldBe(0);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        (await VerifyAsync()).Findings.ShouldBeEmpty();
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        store.Names("packs/").Intersect(packs).ShouldBeEmpty();
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task What_nobody_has_any_more_stays_named()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        foreach (var name in store.Names("packs/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.DistrustAsync(store, Keys(), Clock, await VerifyAsync(), Never);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(2, 39));

        var report = await VerifyAsync();

        report.IsSound.ShouldBeFalse();
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(2, 39));
    }

    private async Task<VerifyReport> VerifyAsync() =>
        await TenantVault.VerifyAsync(store, Keys(), VerifyScope.All, readData: true, null, Never);
}
