using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A vault moves to another store while it is in use.</summary>
public sealed class VaultCopyTests
{
    private readonly MemoryBlobStore source = new();
    private readonly MemoryBlobStore destination = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task A_whole_copy_opens_with_the_same_keys_and_is_sound()
    {
        await CopiedVault.FillAsync(source, clock);

        var report = await CopyAsync(isLast: true);

        report.IsWhole.ShouldBeTrue();
        report.BlobsCopied.ShouldBe(source.Blobs.Count);
        report.BytesCopied.ShouldBe(source.Blobs.Values.Sum(blob => (long)blob.Length));
        CopiedVault.ShouldBeEqual(source, destination);
        await ShouldHoldAsync(await OpenAsync(destination), Id(1), CopiedVault.Items);
        (
            await (await OpenAsync(destination)).GetAnnotationAsync(RootKind.Snapshot, Id(1), Never)
        ).IsPinned.ShouldBeTrue();
        await ShouldBeSoundAsync(destination);
    }

    [Fact]
    public async Task A_second_pass_copies_only_what_is_new()
    {
        await CopiedVault.FillAsync(source, clock);
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

        CopiedVault.ShouldBeEqual(source, destination);
        await ShouldHoldAsync(await OpenAsync(destination), Id(2), Objects(100, 60));
    }

    [Fact]
    public async Task A_root_is_never_at_the_destination_without_what_it_needs()
    {
        await CopiedVault.FillAsync(source, clock);
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
        await (await OpenAsync(source)).PruneAsync(new PruneMargins { SmallOnes = 0 }, Never);
        await new VaultCopy(source, watched, Keys()).RunAsync(isLast: true, Never);

        checks.ShouldBeGreaterThan(15);
        CopiedVault.ShouldBeEqual(source, destination);
    }

    [Fact]
    public async Task Blobs_are_copied_in_the_order_of_writing()
    {
        await CopiedVault.FillAsync(source, clock);
        var watched = new WatchedBlobStore(destination);

        await new VaultCopy(source, watched, Keys()).RunAsync(isLast: false, Never);

        var folders = watched.Names(StoreCall.Put).Select(name => name.Split('/')[0]).ToList();
        folders
            .Where((folder, i) => i == 0 || folder != folders[i - 1])
            .ShouldBe([
                "vault",
                "condemned",
                "packs",
                "index",
                "progress",
                "annotations",
                "plans",
                "snapshots",
            ]);
    }

    [Fact]
    public async Task A_backup_a_deletion_or_a_pruning_in_the_midst_of_a_pass_leaves_every_root_whole()
    {
        await CopiedVault.FillAsync(source, clock);
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
                    var last = await new VaultCopy(store, copy, Keys()).RunAsync(true, Never);
                    if (last.RootsKept == 0)
                        CopiedVault.ShouldBeEqual(store, copy);
                    await ShouldReadAllRootsAsync(copy);
                }
            );
            rounds.ShouldBeGreaterThan(15);
        }
    }

    [Fact]
    public async Task A_progress_part_that_came_back_with_other_bytes_is_copied_anew_by_the_last_pass()
    {
        await CopiedVault.FillAsync(source, clock);
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

        CopiedVault.ShouldBeEqual(source, destination);
    }

    [Fact]
    public async Task A_root_that_only_the_destination_has_is_kept_with_all_it_needs()
    {
        await BackupAsync(await OpenAsync(destination), Id(7), Objects(700, 40));
        await BackupAsync(await OpenAsync(destination), Id(8), Objects(1, 5), RootKind.Plan);
        await CopiedVault.FillAsync(source, clock);

        var report = await CopyAsync(isLast: true);

        (report.RootsKept, report.BlobsDeleted, report.IsWhole).ShouldBe((2, 0, true));
        await ShouldHoldAsync(await OpenAsync(destination), Id(7), Objects(700, 40));
        await ShouldHoldAsync(await OpenAsync(destination), Id(1), CopiedVault.Items);
        await ShouldBeSoundAsync(destination);
    }

    [Fact]
    public async Task A_root_of_a_higher_revision_than_the_source_has_is_kept()
    {
        var first = await BackupAsync(await OpenAsync(source), Id(1), Objects(1, 10));
        await CopyAsync(isLast: true);
        await ReviseAsync(
            await OpenAsync(destination),
            WriterStart.NextRevision(first),
            "avatars",
            Objects(900, 3)
        );

        (await CopyAsync(isLast: true)).RootsKept.ShouldBe(1);

        await ShouldHoldAsync(await OpenAsync(destination), Id(1), Objects(900, 3), "avatars");
    }

    [Fact]
    public async Task A_root_at_a_revision_that_the_source_has_left_behind_is_none_of_the_destinations_own()
    {
        var vault = await OpenAsync(source);
        var first = await BackupAsync(vault, Id(1), Objects(1, 10));
        await CopyAsync(isLast: false);
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(900, 3));
        source.Blobs.TryRemove($"snapshots/{Id(1):N}/1", out _).ShouldBeTrue();

        (await CopyAsync(isLast: true)).RootsKept.ShouldBe(0);

        CopiedVault.ShouldBeEqual(source, destination);
    }

    [Fact]
    public async Task A_vault_is_copied_between_stores_of_different_kinds()
    {
        await CopiedVault.FillAsync(source, clock);
        var directory = Directory.CreateTempSubdirectory("vault-tests-").FullName;
        try
        {
            var files = new DirectoryBlobStore(directory, Tenant);

            await new VaultCopy(source, files, Keys()).RunAsync(isLast: true, Never);
            await new VaultCopy(files, destination, Keys()).RunAsync(isLast: true, Never);

            CopiedVault.ShouldBeEqual(source, destination);
            await ShouldHoldAsync(await OpenAsync(files), Id(1), CopiedVault.Items);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private Task<CopyReport> CopyAsync(bool isLast) =>
        new VaultCopy(source, destination, Keys()).RunAsync(isLast, Never);

    private static async Task PruneBothAsync(MemoryBlobStore store)
    {
        var later = NewClock();
        var vault = await OpenAsync(store, later);
        foreach (var hours in new[] { 1, 25, 25 })
        {
            later.Advance(TimeSpan.FromHours(hours));
            await vault.PruneAsync(new PruneMargins { SmallOnes = 0 }, Never);
        }
    }

    private static async Task BackupMoreAsync(MemoryBlobStore store) =>
        await BackupAsync(await OpenAsync(store), Id(50), Objects(1, 70));

    private static async Task DeleteAndPruneAsync(MemoryBlobStore store)
    {
        await (await OpenAsync(store)).DeleteAsync(RootKind.Plan, Id(2), Never);
        await PruneBothAsync(store);
    }

    private async Task ShouldHoldWhatItHasAsync()
    {
        var vault = await OpenAsync(destination.Copy());
        await ShouldReadAllRootsAsync(destination);
        if (destination.Names($"snapshots/{Id(1):N}/").Length > 0)
            await ShouldHoldAsync(vault, Id(1), CopiedVault.Items);
    }

    private static async Task ShouldReadAllRootsAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store.Copy());
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            foreach (var root in await vault.ListAsync(kind, Never).ToListAsync())
            {
                var scope = VerifyScope.One(kind, root.Id);
                (
                    await vault.VerifyAsync(scope, readData: true, null, Never)
                ).Findings.ShouldBeEmpty();
            }
        }
    }
}
