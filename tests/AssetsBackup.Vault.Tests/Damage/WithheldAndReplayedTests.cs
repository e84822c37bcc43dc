using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What the one who holds the store gets from leaving blobs out and bringing old ones back.</summary>
public sealed class WithheldAndReplayedTests
{
    [Theory]
    [InlineData("vault")]
    [InlineData("packs/")]
    [InlineData("index/")]
    public async Task A_withheld_blob_that_others_need_is_named_with_what_needs_it(string kind)
    {
        var store = await DamagedVault.MakeAsync();
        var vault = await OpenAsync(store);
        var named = 0;
        foreach (var name in store.Names(kind))
        {
            store.Blobs.TryRemove(name, out var blob);

            var report = await DamagedVault.VerifyAsync(vault);

            foreach (var finding in report.Findings)
            {
                finding.Blob.ShouldBe(kind == "index/" ? "index" : name);
                (finding.AffectedCount > 0).ShouldBe(kind != "vault");
                named++;
            }
            if (kind != "vault")
                await DamagedVault.ShouldReadTheRestAsync(store, report);
            store.Blobs[name] = blob!;
        }
        // Packs that are condemned, and those of the unfinished run, are needed by no root; nor are the indexes of only such.
        var most = store.Names(kind).Length;
        var notNeeded = kind switch
        {
            "vault" => 0,
            "index/" => 4,
            _ => 6,
        };
        named.ShouldBe(most - notNeeded);
    }

    [Theory]
    [InlineData("snapshots/")]
    [InlineData("plans/")]
    [InlineData("annotations/")]
    [InlineData("condemned/")]
    [InlineData("progress/")]
    public async Task A_withheld_blob_that_nothing_names_leaves_all_others_readable(string kind)
    {
        var sound = await DamagedVault.MakeAsync();
        foreach (var name in sound.Names(kind))
        {
            var store = sound.Copy();
            store.Blobs.TryRemove(name, out _);

            (await DamagedVault.VerifyAsync(await OpenAsync(store))).Findings.ShouldBeEmpty();

            var vault = await OpenAsync(store);
            foreach (var (rootKind, id, tree, items) in DamagedVault.Content)
            {
                var isWithheld = name.StartsWith(
                    BlobNames.Root(rootKind, id),
                    StringComparison.Ordinal
                );
                if (!isWithheld)
                {
                    var reader = await vault.OpenRootAsync(rootKind, id, Never);
                    (await reader.ListAsync(tree, null, Never).CountAsync()).ShouldBe(items.Length);
                }
            }
        }
    }

    [Fact]
    public async Task A_withheld_progress_part_keeps_the_run_from_being_resumed_and_not_from_beginning()
    {
        var store = await DamagedVault.MakeAsync();
        store.Blobs.TryRemove(store.Names("progress/")[0], out _);
        var vault = await OpenAsync(store);

        await Should.ThrowAsync<CheckpointNotFoundException>(() =>
            vault.WriteAsync(At(4, 2), Never)
        );

        await BackupAsync(vault, DamagedVault.Unfinished, Objects(90, 4));
        await ShouldHoldAsync(vault, DamagedVault.Unfinished, Objects(90, 4));
    }

    [Fact]
    public async Task An_old_progress_part_under_its_name_revives_what_one_unfinished_run_had_staged()
    {
        var store = new MemoryBlobStore();
        await StageAsync(store, Objects(1, 3));
        var part = store.Names("progress/").ShouldHaveSingleItem();
        var old = store.Blobs[part];
        await StageAsync(store, Objects(10, 3));
        store.Blobs[part] = old;

        await ShouldBeSoundAsync(store);
        await using (var writer = await (await OpenAsync(store)).WriteAsync(At(1, 1), Never))
        {
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 3));
    }

    [Fact]
    public async Task An_old_annotation_beside_the_newest_counts_for_nothing()
    {
        var store = await DamagedVault.MakeAsync();
        var name = store.Names("annotations/")[0];
        var old = store.Blobs[name];
        var vault = await OpenAsync(store);
        var said = new RootAnnotation("later", IsPinned: false);
        await vault.AnnotateAsync(RootKind.Snapshot, DamagedVault.Revised, said, Never);

        store.Blobs[name] = old;

        (await vault.GetAnnotationAsync(RootKind.Snapshot, DamagedVault.Revised, Never)).ShouldBe(
            said
        );
    }

    [Fact]
    public async Task An_annotation_under_the_name_of_another_root_or_number_is_refused()
    {
        var sound = await DamagedVault.MakeAsync();
        var names = sound.Names("annotations/");
        foreach (var other in new[] { names[1], names[0][..^1] + "2" })
        {
            var store = sound.Copy();
            store.Blobs[other] = store.Blobs[names[0]];
            var vault = await OpenAsync(store);
            BlobNames.TryParseAnnotation(other, out var kind, out var id, out _).ShouldBeTrue();

            await Should.ThrowAsync<VaultDamagedException>(() =>
                vault.GetAnnotationAsync(kind, id, Never)
            );
            await Should.ThrowAsync<VaultDamagedException>(() =>
                vault.DeleteAsync(kind, id, Never)
            );
        }
    }

    [Fact]
    public async Task An_old_condemnation_brought_back_takes_nothing_that_is_needed()
    {
        var store = new MemoryBlobStore();
        var clock = NewClock();
        var vault = await OpenAsync(store, clock);
        await BackupAsync(vault, Id(1), Objects(1, 10));
        var blobs = new SealedBlobs(store, Keys());
        var packs = store.Names("packs/").Select(name => BlobId.Parse(name[^32..]));
        // What it would have said, had those packs once been condemned.
        await new CondemnedPacks(blobs).PutAsync([.. packs], clock.GetUtcNow().AddDays(-9), Never);
        var condemnation = store.Names("condemned/").ShouldHaveSingleItem();

        (await vault.PruneAsync(PruneMargins.Default, Never)).PacksDeleted.ShouldBe(0);

        store.Blobs.ShouldNotContainKey(condemnation);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 10));
    }

    [Fact]
    public async Task A_deleted_backup_that_is_brought_back_is_one_again()
    {
        var (store, deleted) = await WithADeletedBackupAsync();

        Restore(store, deleted, "snapshots/");

        await ShouldBeSoundAsync(store);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 10));
    }

    [Fact]
    public async Task A_deleted_backup_that_is_brought_back_after_pruning_is_named_and_keeps_pruning_refused()
    {
        var (store, deleted) = await WithADeletedBackupAsync();
        var clock = NewClock();
        await PruneTwiceAsync(store, clock);
        Restore(store, deleted, "snapshots/");
        var vault = await OpenAsync(store, clock);

        (await DamagedVault.VerifyAsync(vault)).SnapshotsHit().ShouldBe([Id(1)]);
        await Should.ThrowAsync<VaultException>(() =>
            vault.PruneAsync(PruneMargins.Default, Never)
        );

        await ShouldHoldAsync(vault, Id(2), Objects(50, 10));
    }

    [Theory]
    [InlineData("packs/")]
    [InlineData("index/")]
    public async Task Pruned_packs_and_indexes_that_are_brought_back_harm_nothing(string kind)
    {
        var (store, deleted) = await WithADeletedBackupAsync();
        var clock = NewClock();
        await PruneTwiceAsync(store, clock);
        Restore(store, deleted, kind).ShouldBeGreaterThan(0);

        await ShouldBeSoundAsync(store);
        await PruneTwiceAsync(store, clock);

        await ShouldBeSoundAsync(store);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(50, 10));
        store.Names("packs/").Intersect(deleted.Names("packs/")).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_withheld_newest_revision_leaves_the_one_before_as_a_whole_backup()
    {
        var store = await DamagedVault.MakeAsync();
        store.Blobs.TryRemove(store.Names($"snapshots/{DamagedVault.Revised:N}/")[1], out _);

        await ShouldBeSoundAsync(store);

        var vault = await OpenAsync(store);
        var root = await vault.OpenRootAsync(RootKind.Snapshot, DamagedVault.Revised, Never);
        root.Record.Revision.ShouldBe(1);
        root.Record.Trees.Keys.ShouldBe(["objects"]);
    }

    [Fact]
    public async Task A_store_that_was_set_back_as_a_whole_is_a_sound_vault_of_that_day()
    {
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 10));
        var thatDay = store.Copy();
        await BackupAsync(await OpenAsync(store), Id(2), Objects(50, 10));

        await ShouldBeSoundAsync(thatDay);

        await ShouldHoldAsync(await OpenAsync(thatDay), Id(1), Objects(1, 10));
        (
            await (await OpenAsync(thatDay)).ListAsync(RootKind.Snapshot, Never).CountAsync()
        ).ShouldBe(1);
    }

    /// <summary>Two backups, of which the first was deleted; and the store as it was before.</summary>
    private static async Task<(
        MemoryBlobStore Store,
        MemoryBlobStore Before
    )> WithADeletedBackupAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 10));
        await BackupAsync(vault, Id(2), Objects(50, 10));
        var before = store.Copy();
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        return (store, before);
    }

    private static async Task PruneTwiceAsync(MemoryBlobStore store, FakeTimeProvider clock)
    {
        for (var time = 0; time < 2; time++)
        {
            await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
            clock.Advance(TimeSpan.FromDays(2));
        }
    }

    /// <returns>How many blobs were brought back.</returns>
    private static int Restore(MemoryBlobStore store, MemoryBlobStore before, string kind) =>
        before.Names(kind).Count(name => store.Blobs.TryAdd(name, before.Blobs[name]));

    private static async Task StageAsync(
        MemoryBlobStore store,
        (string Group, string Id, byte[] Content)[] items
    )
    {
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        await TestVault.StageAsync(writer, items);
        await writer.CheckpointAsync(Never);
    }
}
