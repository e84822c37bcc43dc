using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class RepairTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Items =
    [
        .. Objects(1, 60),
        ("9", "1", new byte[2_500_000]),
    ];

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    [InlineData("all missing")]
    public async Task A_lost_index_is_rebuilt_from_the_packs(string how)
    {
        var sound = await VaultAsync();
        foreach (var name in sound.Names("index/"))
        {
            var store = sound.Copy();
            foreach (var lost in how == "all missing" ? sound.Names("index/") : [name])
            {
                if (how == "damaged")
                    store.Blobs[lost][^1] ^= 1;
                else
                    store.Blobs.TryRemove(lost, out _);
            }

            var report = await RepairAsync(store);

            report.PacksIndexed.ShouldBeGreaterThan(0);
            report.BlobsRemoved.ShouldBe(how == "damaged" ? 1 : 0);
            report.VaultBlobRestored.ShouldBeFalse();
            report.DamagedPacks.ShouldBeEmpty();
            await ShouldBeWholeAsync(store);
        }
    }

    [Fact]
    public async Task A_sound_vault_is_left_as_it_is()
    {
        var store = await VaultAsync();
        var before = store.Names("");

        var report = await RepairAsync(store);

        (report.PacksIndexed, report.BlobsRemoved, report.VaultBlobRestored).ShouldBe(
            (0, 0, false)
        );
        report.DamagedPacks.ShouldBeEmpty();
        store.Names("").ShouldBe(before);
    }

    [Fact]
    public async Task A_vault_blob_that_is_missing_or_damaged_anywhere_is_written_anew()
    {
        var sound = await VaultAsync();
        for (var position = -1; position < sound.Blobs["vault"].Length; position++)
        {
            // The version is what says that a newer program wrote it.
            if (position == 4)
                continue;
            var store = sound.Copy();
            if (position < 0)
                store.Blobs.TryRemove("vault", out _);
            else
                store.Blobs["vault"][position] ^= 1;
            await Should.ThrowAsync<VaultException>(() => OpenAsync(store));

            (await RepairAsync(store)).VaultBlobRestored.ShouldBeTrue($"byte {position}");

            await OpenAsync(store);
        }
        var last = sound.Copy();
        last.Blobs.TryRemove("vault", out _);
        await RepairAsync(last);
        await ShouldBeWholeAsync(last);
    }

    [Fact]
    public async Task The_vault_of_another_tenant_is_refused_and_left_as_it_is()
    {
        var store = await VaultAsync();
        using var foreign = Keys(seed: 7, Id(9));
        using var wrong = Keys(seed: 60);
        var before = store.Copy();

        await Should.ThrowAsync<ForeignTenantException>(() =>
            TenantVault.RepairAsync(store, foreign, Clock, Never)
        );
        await Should.ThrowAsync<NothingOpensException>(() =>
            TenantVault.RepairAsync(store, wrong, Clock, Never)
        );
        before.Blobs.TryRemove("vault", out _);
        store.Blobs.TryRemove("vault", out _);
        await Should.ThrowAsync<NothingOpensException>(() =>
            TenantVault.RepairAsync(store, foreign, Clock, Never)
        );

        store.Names("").ShouldBe(before.Names(""));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_as_such_and_nothing_is_written_to_it()
    {
        var store = new MemoryBlobStore();

        await Should.ThrowAsync<VaultMissingException>(() => RepairAsync(store));

        store.Names("").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("index/")]
    public async Task A_flipped_version_byte_is_damage_that_is_repaired(string prefix)
    {
        var store = await VaultAsync();
        store.Blobs[
            store.Names("").First(name => name.StartsWith(prefix, StringComparison.Ordinal))
        ][4] ^= 0x40;

        await RepairAsync(store);

        var vault = await OpenAsync(store);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vault_blob_of_a_newer_format_is_refused()
    {
        var store = await VaultAsync();
        MakeNewer(store, "vault");

        await Should.ThrowAsync<VaultFormatTooNewException>(() => RepairAsync(store));
    }

    [Fact]
    public async Task A_damaged_condemnation_is_removed_and_what_it_named_is_condemned_with_the_full_margin()
    {
        var clock = NewClock();
        var store = await VaultAsync();
        var vault = await OpenAsync(store, clock);
        await BackupAsync(vault, Id(5), Objects(700, 20));
        await vault.DeleteAsync(RootKind.Snapshot, Id(5), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
        var condemnation = store.Names("condemned/").ShouldHaveSingleItem();
        store.Blobs[condemnation][^1] ^= 1;
        clock.Advance(TimeSpan.FromHours(25));
        await Should.ThrowAsync<PruneRefusedException>(() =>
            vault.PruneAsync(PruneMargins.Default, Never)
        );

        (await RepairAsync(store)).BlobsRemoved.ShouldBe(1);

        store.Names("condemned/").ShouldBeEmpty();
        var first = await vault.PruneAsync(PruneMargins.Default, Never);
        first.PacksDeleted.ShouldBe(0);
        first.PacksCondemned.ShouldBe(4);
        clock.Advance(TimeSpan.FromHours(24));
        (await vault.PruneAsync(PruneMargins.Default, Never)).PacksDeleted.ShouldBe(4);
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_damaged_pack_that_is_found_while_condemnations_are_made_anew_is_named()
    {
        var store = await VaultAsync();
        var pack = store.Names("packs/")[0];
        store.Blobs[pack][^1] ^= 1;
        var found = await TenantVault.VerifyAsync(
            store,
            Keys(),
            VerifyScope.All,
            true,
            null,
            Never
        );
        await TenantVault.DistrustAsync(store, Keys(), Clock, found, Never);
        store.Blobs[store.Names("condemned/").ShouldHaveSingleItem()][^1] ^= 1;

        var report = await RepairAsync(store);

        report.DamagedPacks.ShouldBe([pack]);
        store.Names("condemned/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_damaged_pack_that_no_index_names_is_named_and_the_rest_is_indexed()
    {
        var sound = await VaultAsync();
        foreach (var pack in sound.Names("packs/"))
        {
            var store = sound.Copy();
            store.Blobs[pack][^1] ^= 1;
            foreach (var index in store.Names("index/"))
                store.Blobs.TryRemove(index, out _);

            var report = await RepairAsync(store);

            report.DamagedPacks.ShouldBe([pack]);
            report.PacksIndexed.ShouldBe(sound.Names("packs/").Length - 1);
        }
    }

    [Fact]
    public async Task What_was_damaged_all_at_once_is_repaired_in_one_go()
    {
        var store = await VaultAsync();
        store.Blobs["vault"] = [];
        foreach (var index in store.Names("index/"))
            store.Blobs[index] = store.Blobs[index][..20];

        var report = await RepairAsync(store);

        report.VaultBlobRestored.ShouldBeTrue();
        report.BlobsRemoved.ShouldBe(3);
        await ShouldBeWholeAsync(store);
        await BackupAsync(await OpenAsync(store), Id(3), Items);
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_repair_in_the_midst_of_a_backup_and_of_a_pruning_does_no_harm()
    {
        var start = await VaultAsync();
        var vault = await OpenAsync(start);
        await BackupAsync(vault, Id(5), Objects(700, 20));
        await vault.DeleteAsync(RootKind.Snapshot, Id(5), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(25));

        var rounds = await Interleaving.EachCallAsync(
            start,
            async store =>
            {
                var open = await OpenAsync(store, clock);
                await BackupAsync(open, Id(6), Objects(1, 5));
                await open.PruneAsync(PruneMargins.Default, Never);
            },
            RepairAsync,
            async store =>
            {
                var later = NewClock();
                later.Advance(TimeSpan.FromHours(50));
                await (await OpenAsync(store, later)).PruneAsync(PruneMargins.Default, Never);
                await ShouldBeWholeAsync(store);
            }
        );

        rounds.ShouldBeGreaterThan(30);
    }

    private static Task<RepairReport> RepairAsync(MemoryBlobStore store) =>
        TenantVault.RepairAsync(store, Keys(), Clock, Never);

    private static async Task<MemoryBlobStore> VaultAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Items);
        await BackupAsync(vault, Id(2), Objects(30, 60));
        // One index for each backup, so that the loss of one can be told.
        var prune = PruneMargins.Default with
        {
            SmallOnes = 2,
        };
        await vault.PruneAsync(prune with { SmallPack = 0 }, Never);
        await BackupAsync(vault, Id(4), Objects(90, 10));
        await vault.DeleteAsync(RootKind.Snapshot, Id(4), Never);
        return store;
    }

    private static async Task ShouldBeWholeAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store);
        await ShouldHoldAsync(vault, Id(1), Items);
        await ShouldHoldAsync(vault, Id(2), Objects(30, 60));
        await ShouldBeSoundAsync(store);
    }
}
