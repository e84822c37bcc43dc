using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What is damaged or another's is not copied, and does no harm to what was copied before.</summary>
public sealed class VaultCopyDamageTests
{
    private readonly MemoryBlobStore source = new();
    private readonly MemoryBlobStore destination = new();

    [Fact]
    public async Task A_damaged_blob_of_the_source_is_named_and_not_copied()
    {
        await CopiedVault.FillAsync(source, Clock);
        foreach (var name in source.Names("").Where(name => name != "vault"))
        {
            foreach (var position in new[] { 0, 4, 5, 12, source.Blobs[name].Length - 1 })
            {
                var (damaged, copy) = (source.Copy(), new MemoryBlobStore());
                damaged.Blobs[name][position] ^= 2;

                var report = await new VaultCopy(damaged, copy, Keys()).RunAsync(false, Never);

                report.Damaged.ShouldBe([name]);
                report.IsWhole.ShouldBeFalse();
                copy.Blobs.ShouldNotContainKey(name);
                copy.Blobs.Count.ShouldBe(source.Blobs.Count - 1);
            }
        }
    }

    [Fact]
    public async Task A_blob_damaged_in_the_source_after_it_was_copied_stays_whole_at_the_destination()
    {
        await CopiedVault.FillAsync(source, Clock);
        await CopyAsync(isLast: false);
        foreach (var name in source.Names("").Where(name => name != "vault"))
        {
            var (damaged, copy) = (source.Copy(), destination.Copy());
            damaged.Blobs[name] = damaged.Blobs[name][..^5];

            var report = await new VaultCopy(damaged, copy, Keys()).RunAsync(isLast: true, Never);

            report.Damaged.ShouldBe([name]);
            CopiedVault.ShouldBeEqual(source, copy);
        }
    }

    [Fact]
    public async Task A_blob_of_the_destination_with_another_length_is_copied_anew()
    {
        await CopiedVault.FillAsync(source, Clock);
        await CopyAsync(isLast: false);
        foreach (var name in destination.Names("").Where(name => name != "vault"))
            destination.Blobs[name] = destination.Blobs[name][..^5];

        (await CopyAsync(isLast: false)).IsWhole.ShouldBeTrue();

        CopiedVault.ShouldBeEqual(source, destination);
    }

    [Fact]
    public async Task A_blob_that_rotted_at_the_destination_is_found_by_the_last_pass_and_copied_anew()
    {
        await CopiedVault.FillAsync(source, Clock);
        await CopyAsync(isLast: true);
        foreach (var name in destination.Names("").Where(name => name != "vault"))
        {
            var rotten = destination.Copy();
            rotten.Blobs[name] = [.. destination.Blobs[name]];
            rotten.Blobs[name][^1] ^= 1;

            var report = await new VaultCopy(source, rotten, Keys()).RunAsync(true, Never);

            (report.IsWhole, report.BlobsCopied).ShouldBe((true, 1), name);
            CopiedVault.ShouldBeEqual(source, rotten);
        }
    }

    [Fact]
    public async Task A_pack_that_rotted_in_the_source_after_it_was_copied_does_not_hold_the_last_pass_up()
    {
        await CopiedVault.FillAsync(source, Clock);
        await CopyAsync(isLast: false);
        var sound = source.Copy();
        foreach (var pack in source.Names("packs/"))
            source.Blobs[pack] = [.. source.Blobs[pack][..^1], 0];

        (await CopyAsync(isLast: true)).IsWhole.ShouldBeTrue();

        CopiedVault.ShouldBeEqual(sound, destination);
    }

    [Fact]
    public async Task What_the_source_has_lost_since_it_was_copied_stays_at_the_destination()
    {
        await CopiedVault.FillAsync(source, Clock);
        await CopyAsync(isLast: false);
        var kept = 0;
        foreach (var name in source.Names("packs/").Concat(source.Names("index/")))
        {
            var (holed, copy) = (source.Copy(), destination.Copy());
            holed.Blobs.TryRemove(name, out _).ShouldBeTrue();

            var report = await new VaultCopy(holed, copy, Keys()).RunAsync(isLast: true, Never);

            await ShouldBeSoundAsync(copy);
            await ShouldHoldAsync(await OpenAsync(copy), Id(1), CopiedVault.Items);
            // The others are garbage, which nothing loses anything by.
            copy.Blobs.ContainsKey(name).ShouldBe(report.Lost.Count > 0, name);
            kept += report.Lost.Count > 0 ? 1 : 0;
        }
        kept.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_pin_that_only_the_source_has_lost_stays_at_the_destination()
    {
        await CopiedVault.FillAsync(source, Clock);
        await (await OpenAsync(source)).AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("before the move", IsPinned: true),
            Never
        );
        await CopyAsync(isLast: false);
        var pin = source.Names($"annotations/snapshot-{Id(1):N}/").ShouldHaveSingleItem();
        source.Blobs.TryRemove(pin, out _).ShouldBeTrue();

        (await CopyAsync(isLast: true)).Lost.ShouldBe([pin]);

        var copy = await OpenAsync(destination);
        (await copy.GetAnnotationAsync(RootKind.Snapshot, Id(1), Never)).IsPinned.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_deleted_while_a_blob_of_the_source_cannot_be_read()
    {
        await CopiedVault.FillAsync(source, Clock);
        await BackupAsync(await OpenAsync(source), Id(5), Objects(500, 5));
        await CopyAsync(isLast: false);
        source.Blobs.TryRemove(source.Names("condemned/")[0], out _).ShouldBeTrue();
        var before = destination.Names("");
        var pack = source.Names("packs/")[0];
        source.Blobs[pack] = source.Blobs[pack][..^5];

        var report = await CopyAsync(isLast: true);

        (report.IsWhole, report.BlobsDeleted).ShouldBe((false, 0));
        destination.Names("").ShouldBe(before);
    }

    [Fact]
    public async Task Damage_of_what_only_the_destination_has_is_named_and_nothing_is_deleted()
    {
        await BackupAsync(await OpenAsync(destination), Id(7), Objects(700, 40));
        var pack = destination.Names("packs/")[0];
        destination.Blobs[pack][^1] ^= 1;
        await CopiedVault.FillAsync(source, Clock);

        var report = await CopyAsync(isLast: true);

        (report.IsWhole, report.BlobsDeleted).ShouldBe((true, 0));
        report.DamagedThere.ShouldBe([pack]);
    }

    [Fact]
    public async Task A_destination_with_the_vault_of_another_tenant_is_refused_and_left_as_it_is()
    {
        await CopiedVault.FillAsync(source, Clock);
        using var foreign = Keys(seed: 7, Id(9));
        await BackupAsync(
            await TenantVault.OpenOrCreateAsync(destination, foreign, Clock, Never),
            Id(1),
            Objects(1, 3)
        );
        var before = destination.Names("");

        await Should.ThrowAsync<ForeignTenantException>(() => CopyAsync(isLast: true));

        destination.Names("").ShouldBe(before);
    }

    [Fact]
    public async Task A_source_that_is_no_vault_or_another_tenants_is_refused()
    {
        await Should.ThrowAsync<VaultMissingException>(() => CopyAsync(isLast: true));
        source.Blobs["stray"] = [1, 2, 3];
        await Should.ThrowAsync<VaultDamagedException>(() => CopyAsync(isLast: true));
        source.Blobs.Clear();
        await CopiedVault.FillAsync(source, Clock);
        using var foreign = Keys(seed: 7, Id(9));

        await Should.ThrowAsync<ForeignTenantException>(() =>
            new VaultCopy(source, destination, foreign).RunAsync(isLast: true, Never)
        );

        destination.Blobs.ShouldBeEmpty();
    }

    private Task<CopyReport> CopyAsync(bool isLast) =>
        new VaultCopy(source, destination, Keys()).RunAsync(isLast, Never);
}
