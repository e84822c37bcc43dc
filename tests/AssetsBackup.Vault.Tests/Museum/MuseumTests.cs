using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// Broken vaults that were met or thought of, kept as files: what verification says of each, and what can be done. With
/// ASSETSBACKUP_MAKE_MUSEUM=1 exhibits that have no files yet are made.
/// </summary>
public sealed class MuseumTests
{
    /// <summary>Each exhibit with its findings: beginning of the blob's name, problem, entries that cannot be read.</summary>
    public static TheoryData<string, string[]> Findings =>
        new()
        {
            { "annotation-damaged", ["annotations/ Damaged 0"] },
            { "condemnation-damaged", ["condemned/ Damaged 0"] },
            { "foreign-tenants-pack", ["packs/ WrongLength 3"] },
            { "half-copied", [] },
            { "half-pruned", [] },
            { "index-names-a-missing-pack", ["packs/ Missing 3"] },
            { "newer-format-blob", ["packs/ TooNew 3"] },
            { "progress-of-a-killed-writer", [] },
            { "revision-damaged-above-a-sound-one", ["snapshots/ Damaged 0"] },
            { "root-without-its-page-pack", ["packs/ Missing 3"] },
            { "roots-swapped", ["snapshots/ Damaged 0", "snapshots/ Damaged 0"] },
            { "two-indexes-one-damaged", ["index NotIndexed 3", "index/ Damaged 0"] },
            { "vault-blob-missing", ["vault Missing 0"] },
            { "vault-blob-with-a-flipped-tenant", ["vault Damaged 0"] },
        };

    [Theory]
    [MemberData(nameof(Findings))]
    public async Task Verification_says_what_is_wrong_with_an_exhibit(
        string exhibit,
        string[] expected
    )
    {
        var store = Read(exhibit);

        var report = await VerifyAsync(store);

        report
            .Findings.Select(finding =>
                $"{PrefixOf(finding.Blob)} {finding.Problem} {finding.AffectedCount}"
            )
            .ShouldBe(expected);
        store.Names("").ShouldBe(Read(exhibit).Names(""));
    }

    [Fact]
    public async Task Every_exhibit_has_its_files_its_maker_and_its_findings()
    {
        if (Environment.GetEnvironmentVariable("ASSETSBACKUP_MAKE_MUSEUM") is not null)
        {
            foreach (
                var (name, make) in Exhibits.All.Where(one => !Directory.Exists(Folder(one.Key)))
            )
            {
                Repository.WriteBlobs(await make(), Folder(name));
            }
        }
        var names = Directory.GetDirectories(Repository.Folder("Museum")).Select(Path.GetFileName);

        names.ShouldBe(Exhibits.All.Keys, ignoreOrder: true);
        Findings.Select(row => row.Data.Item1).ShouldBe(Exhibits.All.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData("two-indexes-one-damaged")]
    [InlineData("vault-blob-missing")]
    [InlineData("vault-blob-with-a-flipped-tenant")]
    [InlineData("condemnation-damaged")]
    public async Task Repair_makes_an_exhibit_sound(string exhibit)
    {
        var store = Read(exhibit);

        await TenantVault.RepairAsync(store, Keys(), Clock, Never);

        await ShouldBeSoundAsync(store);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Exhibits.First);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Exhibits.Second);
    }

    [Theory]
    [InlineData("index-names-a-missing-pack")]
    [InlineData("foreign-tenants-pack")]
    [InlineData("root-without-its-page-pack")]
    public async Task What_the_damage_of_an_exhibit_does_not_hit_is_read_and_the_next_backup_heals_it(
        string exhibit
    )
    {
        var store = Read(exhibit);
        var vault = await OpenAsync(store);
        await ShouldHoldAsync(vault, Id(2), Exhibits.Second);
        await ShouldHoldAsync(vault, Id(1), Exhibits.Avatars, "avatars");

        await BackupAsync(vault, Id(9), Exhibits.First);

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Exhibits.First);
    }

    [Fact]
    public async Task The_damaged_annotation_keeps_its_root_from_being_deleted()
    {
        var store = Read("annotation-damaged");

        await Should.ThrowAsync<VaultDamagedException>(async () =>
            await (await OpenAsync(store)).DeleteAsync(RootKind.Snapshot, Id(1), Never)
        );

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Exhibits.First);
    }

    [Fact]
    public async Task The_damaged_revision_leaves_the_one_below()
    {
        var vault = await OpenAsync(Read("revision-damaged-above-a-sound-one"));

        await ShouldHoldAsync(vault, Id(1), Exhibits.First);
        await Should.ThrowAsync<TreeNotFoundException>(() => ReadAllAsync(vault, Id(1), "avatars"));
    }

    [Fact]
    public async Task The_killed_writer_is_resumed()
    {
        var store = Read("progress-of-a-killed-writer");
        var vault = await OpenAsync(store);

        await using (var writer = await vault.WriteAsync(At(1, 3), Never))
        {
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        await ShouldHoldAsync(vault, Id(1), Exhibits.First);
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task The_half_pruned_vault_is_pruned_to_the_end()
    {
        var store = Read("half-pruned");
        (await VerifyAsync(store)).UnindexedPacks.ShouldBe(1);
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(30));

        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);

        store.Names("condemned/").ShouldBeEmpty();
        (await VerifyAsync(store)).UnindexedPacks.ShouldBe(0);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Exhibits.First);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Exhibits.Second);
    }

    [Fact]
    public async Task The_half_copied_vault_has_packs_and_no_root()
    {
        var store = Read("half-copied");

        var report = await VerifyAsync(store);

        report.RootsChecked.ShouldBe(0);
        report.UnindexedPacks.ShouldBeGreaterThan(0);
    }

    /// <summary>An exhibit whose vault blob is broken is opened before it broke, as verification asks the store alone.</summary>
    private static async Task<VerifyReport> VerifyAsync(MemoryBlobStore store)
    {
        var verification = new Verification(
            new SealedBlobs(store, Keys()),
            VerifyScope.All,
            readData: true,
            progress: null
        );
        return await verification.RunAsync(Never);
    }

    private static string PrefixOf(string blob) =>
        blob[..(blob.IndexOf('/') + 1)] is { Length: > 0 } prefix ? prefix : blob;

    private static MemoryBlobStore Read(string exhibit) => Repository.ReadBlobs(Folder(exhibit));

    private static string Folder(string exhibit) => Repository.Folder("Museum", exhibit);
}
