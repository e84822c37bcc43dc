using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A vault moves to another store while it is in use.</summary>
public sealed partial class VaultCopyTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Items =
    [
        .. Objects(1, 60),
        ("9", "1", new byte[2_500_000]),
    ];

    private readonly MemoryBlobStore source = new();
    private readonly MemoryBlobStore destination = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task A_whole_copy_opens_with_the_same_keys_and_is_sound()
    {
        await FillAsync();

        var report = await CopyAsync(isLast: true);

        report.IsWhole.ShouldBeTrue();
        report.BlobsCopied.ShouldBe(source.Blobs.Count);
        report.BytesCopied.ShouldBe(source.Blobs.Values.Sum(blob => (long)blob.Length));
        ShouldBeEqual();
        await ShouldHoldAsync(await OpenAsync(destination), Id(1), Items);
        (
            await (await OpenAsync(destination)).GetAnnotationAsync(RootKind.Snapshot, Id(1), Never)
        ).IsPinned.ShouldBeTrue();
        await ShouldBeSoundAsync(destination);
    }

    [Fact]
    public async Task A_second_pass_copies_only_what_is_new()
    {
        await FillAsync();
        await CopyAsync(isLast: false);
        (await CopyAsync(isLast: false)).BlobsCopied.ShouldBe(0);
        var before = source.Names("");

        await BackupAsync(await OpenAsync(source), Id(5), Objects(500, 5));

        (await CopyAsync(isLast: false)).BlobsCopied.ShouldBe(
            source.Names("").Length - before.Length
        );
        await ShouldHoldAsync(await OpenAsync(destination), Id(5), Objects(500, 5));
    }

    [Fact]
    public async Task Passes_beside_a_writer_and_prunings_end_in_equal_stores()
    {
        var vault = await OpenAsync(source, clock);
        await BackupAsync(vault, Id(1), Objects(1, 40));
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        for (var pass = 0; pass < 6; pass++)
        {
            await StageAsync(writer, Objects(100 + pass * 10, 10));
            await writer.CheckpointAsync(Never);
            await BackupAsync(vault, Id(10 + pass), Objects(200 + pass * 10, 10));
            await vault.DeleteAsync(RootKind.Snapshot, Id(9 + pass), Never);
            await vault.PruneAsync(new PruneMargins { SmallOnes = 2 }, Never);
            clock.Advance(TimeSpan.FromHours(10));

            (await CopyAsync(isLast: false)).IsWhole.ShouldBeTrue();

            await ShouldBeSoundAsync(destination);
            await ShouldHoldAsync(await OpenAsync(destination), Id(1), Objects(1, 40));
            await ShouldHoldAsync(
                await OpenAsync(destination),
                Id(10 + pass),
                Objects(200 + pass * 10, 10)
            );
        }
        await writer.CommitAsync(Bytes("{}"), Never);

        (await CopyAsync(isLast: true)).BlobsDeleted.ShouldBeGreaterThan(0);

        ShouldBeEqual();
        await ShouldHoldAsync(await OpenAsync(destination), Id(2), Objects(100, 60));
    }

    [Fact]
    public async Task A_root_is_never_at_the_destination_without_what_it_needs()
    {
        await FillAsync();
        var watched = new WatchedBlobStore(destination);
        var checks = 0;
        watched.After = async (call, name) =>
        {
            if (call is StoreCall.Put or StoreCall.Delete && destination.Names("vault").Length > 0)
            {
                checks++;
                await ShouldHoldWhatItHasAsync();
            }
        };

        await new VaultCopy(source, watched, Keys()).RunAsync(isLast: true, Never);
        await (await OpenAsync(source)).DeleteAsync(RootKind.Plan, Id(2), Never);
        await (await OpenAsync(source)).PruneAsync(new PruneMargins { SmallOnes = 0 }, Never);
        await new VaultCopy(source, watched, Keys()).RunAsync(isLast: true, Never);

        checks.ShouldBeGreaterThan(15);
        ShouldBeEqual();
    }

    [Fact]
    public async Task A_backup_a_deletion_or_a_pruning_in_the_midst_of_a_pass_leaves_every_root_whole()
    {
        await FillAsync();
        var start = source.Copy();
        foreach (var intruder in new[] { PruneBothAsync, BackupMoreAsync, DeleteAndPruneAsync })
        {
            MemoryBlobStore copy = new();
            var rounds = await Interleaving.EachCallAsync(
                start,
                store =>
                {
                    copy = new MemoryBlobStore();
                    return new VaultCopy(store, copy, Keys()).RunAsync(isLast: false, Never);
                },
                intruder,
                async store =>
                {
                    await ShouldReadAllRootsAsync(copy);
                    await new VaultCopy(store, copy, Keys()).RunAsync(isLast: true, Never);
                    ShouldBeEqual(store, copy);
                }
            );
            rounds.ShouldBeGreaterThan(15);
        }
    }

    [Fact]
    public async Task A_damaged_blob_of_the_source_is_named_and_not_copied()
    {
        await FillAsync();
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
        await FillAsync();
        await CopyAsync(isLast: false);
        foreach (var name in source.Names("").Where(name => name != "vault"))
        {
            var (damaged, copy) = (source.Copy(), destination.Copy());
            damaged.Blobs[name] = damaged.Blobs[name][..^5];

            var report = await new VaultCopy(damaged, copy, Keys()).RunAsync(isLast: true, Never);

            report.Damaged.ShouldBe([name]);
            ShouldBeEqual(source, copy);
        }
    }

    [Fact]
    public async Task A_blob_of_the_destination_with_another_length_is_copied_anew()
    {
        await FillAsync();
        await CopyAsync(isLast: false);
        foreach (var name in destination.Names("").Where(name => name != "vault"))
        {
            destination.Blobs[name] = destination.Blobs[name][..^5];
        }

        (await CopyAsync(isLast: false)).IsWhole.ShouldBeTrue();

        ShouldBeEqual();
    }

    [Fact]
    public async Task A_progress_part_that_came_back_with_other_bytes_is_copied_anew_by_the_last_pass()
    {
        await FillAsync();
        await CopyAsync(isLast: false);
        var old = source.Blobs[source.Names("progress/").ShouldHaveSingleItem()];
        await using (
            var again = await (await OpenAsync(source)).BeginAsync(RootKind.Snapshot, Id(3), Never)
        )
        {
            await StageAsync(again, Objects(300, 10));
            await again.CheckpointAsync(Never);
        }
        source.Blobs[source.Names("progress/").ShouldHaveSingleItem()].ShouldNotBe(old);

        await CopyAsync(isLast: true);

        ShouldBeEqual();
    }

    [Fact]
    public async Task A_destination_with_the_vault_of_another_tenant_is_refused_and_left_as_it_is()
    {
        await FillAsync();
        using var foreign = Keys(seed: 7, Id(9));
        await BackupAsync(
            await TenantVault.OpenAsync(destination, foreign, Clock, Never),
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
        await Should.ThrowAsync<VaultDamagedException>(() => CopyAsync(isLast: true));
        await FillAsync();
        using var foreign = Keys(seed: 7, Id(9));

        await Should.ThrowAsync<ForeignTenantException>(() =>
            new VaultCopy(source, destination, foreign).RunAsync(isLast: true, Never)
        );

        destination.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vault_is_copied_between_stores_of_different_kinds()
    {
        await FillAsync();
        var directory = Directory.CreateTempSubdirectory("vault-tests-").FullName;
        try
        {
            var files = new DirectoryBlobStore(directory, Tenant);

            await new VaultCopy(source, files, Keys()).RunAsync(isLast: true, Never);
            await new VaultCopy(files, destination, Keys()).RunAsync(isLast: true, Never);

            ShouldBeEqual();
            await ShouldHoldAsync(await OpenAsync(files), Id(1), Items);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
