using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A listing of the indexes shows neither those that were just merged nor the one that took their place.</summary>
public sealed class TornListingTests
{
    [Fact]
    public async Task A_vault_that_is_opened_meanwhile_knows_all_records()
    {
        var (store, torn) = await MergedMeanwhileAsync();

        var vault = await OpenAsync(torn);

        await ShouldHoldAsync(vault, Id(1), Objects(1, 30));
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(3), Never);
        await StageAsync(writer, Objects(1, 30));
        writer.Statistics.RecordsAdded.ShouldBe(0);
        ShouldHaveTorn(store, torn);
    }

    [Fact]
    public async Task A_verification_finds_no_damage()
    {
        var (store, torn) = await MergedMeanwhileAsync();
        var verification = new Verification(new(torn, Keys()), VerifyScope.All, true, null);

        (await verification.RunAsync(Never)).Findings.ShouldBeEmpty();

        ShouldHaveTorn(store, torn);
    }

    [Fact]
    public async Task A_pruning_is_not_refused()
    {
        var (store, torn) = await MergedMeanwhileAsync();

        await new Prune(new(torn, Keys()), Clock, PruneMargins.Default).RunAsync(Never);

        ShouldHaveTorn(store, torn);
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_pass_of_a_copy_leaves_no_root_without_its_index()
    {
        var (store, torn) = await MergedMeanwhileAsync();
        var copy = new MemoryBlobStore();

        await new VaultCopy(torn, copy, Keys()).RunAsync(isLast: false, Never);

        ShouldHaveTorn(store, torn);
        await ShouldHoldAsync(await OpenAsync(copy), Id(1), Objects(1, 30));
        await ShouldBeSoundAsync(copy);
    }

    private static async Task<(MemoryBlobStore Store, TornBlobStore Torn)> MergedMeanwhileAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 30));
        await BackupAsync(vault, Id(2), Objects(20, 30));
        var margins = new PruneMargins { SmallOnes = 0, SmallPack = 0 };
        return (store, new TornBlobStore(store, "index/", () => vault.PruneAsync(margins, Never)));
    }

    private static void ShouldHaveTorn(MemoryBlobStore store, TornBlobStore torn)
    {
        torn.HasTorn.ShouldBeTrue();
        store.Names("index/").ShouldHaveSingleItem();
    }
}
