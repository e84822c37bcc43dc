using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class AnnotationTests
{
    private readonly MemoryBlobStore store = new();

    private string Folder { get; } = $"annotations/snapshot-{Id(1):N}/";

    [Fact]
    public async Task A_root_of_which_nothing_was_said_has_no_annotation()
    {
        var vault = await WithOneAsync();

        (await GetAsync(vault)).ShouldBe(RootAnnotation.None);
    }

    [Fact]
    public async Task The_last_annotation_counts_and_is_the_only_one_left()
    {
        var vault = await WithOneAsync();

        await SayAsync(vault, "first", pinned: false);
        await SayAsync(vault, "é\u0000 \uD83D\uDC69 \"", pinned: true);

        (await GetAsync(await OpenAsync(store))).ShouldBe(
            new RootAnnotation("é\u0000 \uD83D\uDC69 \"", IsPinned: true)
        );
        store.Names(Folder).ShouldBe([$"{Folder}0000000002"]);
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_plan_and_a_snapshot_of_one_id_have_annotations_of_their_own()
    {
        var vault = await WithOneAsync();
        await BackupAsync(vault, Id(1), Objects(1, 1), RootKind.Plan);

        await SayAsync(vault, "the snapshot", pinned: true);

        (await vault.GetAnnotationAsync(RootKind.Plan, Id(1), Never)).ShouldBe(RootAnnotation.None);
        await vault.DeleteAsync(RootKind.Plan, Id(1), Never);
        (await GetAsync(vault)).IsPinned.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_concurrent_changes_one_wins_and_none_fails()
    {
        await WithOneAsync();
        var vaults = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(store)));

        await Task.WhenAll(
            vaults.SelectMany(
                (vault, i) =>
                    Enumerable
                        .Range(0, 5)
                        .Select(j => Task.Run(() => SayAsync(vault, $"{i} {j}", pinned: false)))
            )
        );

        (await GetAsync(vaults[0])).Description.ShouldMatch(@"\A\d \d\z");
        await SayAsync(vaults[0], "after all", pinned: false);
        (await GetAsync(vaults[1])).Description.ShouldBe("after all");
        store.Names(Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_changes_at_once_each_changes_what_the_other_has_said()
    {
        await WithOneAsync();
        var vaults = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(store)));

        await Task.WhenAll(
            vaults.Select(
                (vault, i) =>
                    Task.Run(() =>
                        vault.AnnotateAsync(
                            RootKind.Snapshot,
                            Id(1),
                            said =>
                                i == 0 ? said with { IsPinned = true }
                                : said.Description.Contains($"{i}", StringComparison.Ordinal) ? said
                                : said with { Description = $"{said.Description}{i}" },
                            Never
                        )
                    )
            )
        );

        var said = await GetAsync(vaults[0]);
        said.IsPinned.ShouldBeTrue();
        said.Description.Order().ShouldBe("12345");
    }

    [Fact]
    public async Task A_number_that_has_become_free_again_does_not_hide_the_last_change()
    {
        var vault = await WithOneAsync();
        await SayAsync(vault, "one", pinned: false);
        var watched = new WatchedBlobStore(store);
        watched.Before = OnceAsync(
            StoreCall.Put,
            async () =>
            {
                await SayAsync(vault, "two", pinned: false);
                await SayAsync(vault, "three", pinned: false);
            }
        );

        await SayAsync(await OpenAsync(watched), "last", pinned: true);

        (await GetAsync(vault)).ShouldBe(new RootAnnotation("last", IsPinned: true));
        store.Names("annotations/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Roots_that_are_deleted_while_they_are_listed_are_passed_over()
    {
        var vault = await WithOneAsync();
        await BackupAsync(vault, Id(2), Objects(1, 5));
        var watched = new WatchedBlobStore(store);
        var listing = await OpenAsync(watched);
        watched.Before = OnceAsync(
            StoreCall.Get,
            async () =>
            {
                await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
                await vault.DeleteAsync(RootKind.Snapshot, Id(2), Never);
            }
        );

        (await listing.ListAsync(RootKind.Snapshot, Never).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_between_the_listing_and_the_reading_is_read()
    {
        await SayAsync(await WithOneAsync(), "before", pinned: true);
        var other = await OpenAsync(store);
        var watched = new WatchedBlobStore(store);
        var vault = await OpenAsync(watched);
        watched.After = OnceAsync(StoreCall.List, () => SayAsync(other, "meanwhile", pinned: true));

        (await GetAsync(vault)).ShouldBe(new RootAnnotation("meanwhile", IsPinned: true));
    }

    [Fact]
    public async Task A_listing_that_missed_the_old_and_the_new_annotation_does_not_unpin_a_root()
    {
        await SayAsync(await WithOneAsync(), "before", pinned: true);
        var other = await OpenAsync(store);
        var torn = new TornBlobStore(
            store,
            "annotations/",
            () => SayAsync(other, "meanwhile", pinned: true)
        );
        var vault = await OpenAsync(torn);

        await Should.ThrowAsync<RootPinnedException>(() =>
            vault.DeleteAsync(RootKind.Snapshot, Id(1), Never)
        );

        torn.HasTorn.ShouldBeTrue();
        await ShouldHoldAsync(vault, Id(1), Objects(1, 5));
    }

    [Fact]
    public async Task A_pinned_root_is_not_deleted_until_it_is_unpinned()
    {
        var vault = await WithOneAsync();
        await SayAsync(vault, "keep", pinned: true);
        var before = store.Names("");

        await Should.ThrowAsync<RootPinnedException>(() =>
            vault.DeleteAsync(RootKind.Snapshot, Id(1), Never)
        );

        store.Names("").ShouldBe(before);
        await SayAsync(vault, "keep no more", pinned: false);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        store.Names("snapshots/").ShouldBeEmpty();
        store.Names("annotations/").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unreadable_annotation_is_an_error_and_keeps_its_root()
    {
        var vault = await WithOneAsync();
        await SayAsync(vault, "keep", pinned: true);
        var name = store.Names(Folder).ShouldHaveSingleItem();
        store.Blobs[name][70] ^= 1;

        var thrown = await Should.ThrowAsync<VaultDamagedException>(() => GetAsync(vault));
        thrown.Blob.ShouldBe(name);
        await Should.ThrowAsync<VaultDamagedException>(() =>
            vault.DeleteAsync(RootKind.Snapshot, Id(1), Never)
        );
        await ShouldHoldAsync(vault, Id(1), Objects(1, 5));

        await SayAsync(vault, "said again", pinned: false);
        (await GetAsync(vault)).Description.ShouldBe("said again");
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task An_annotation_of_a_root_that_is_not_there_or_too_long_is_refused()
    {
        var vault = await WithOneAsync();
        var longest = new RootAnnotation(new string('é', 4096), IsPinned: false);

        await Should.ThrowAsync<RootNotFoundException>(() =>
            vault.AnnotateAsync(RootKind.Snapshot, Id(2), RootAnnotation.None, Never)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            SayAsync(vault, longest.Description + "x", pinned: false)
        );
        store.Names("annotations/").ShouldBeEmpty();

        await vault.AnnotateAsync(RootKind.Snapshot, Id(1), longest, Never);
        (await GetAsync(vault)).ShouldBe(longest);
    }

    [Fact]
    public async Task A_deleted_root_is_gone_with_all_its_revisions_and_the_others_stay()
    {
        var vault = await WithOneAsync();
        var first = (await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)).Record;
        await ReviseAsync(vault, WriterStart.NextRevision(first), "objects", Objects(9, 1));
        await BackupAsync(vault, Id(2), Objects(1, 20));

        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        await Should.ThrowAsync<RootNotFoundException>(() =>
            vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)
        );
        store.Names("snapshots/").ShouldBe([$"snapshots/{Id(2):N}/1"]);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 20));
    }

    private async Task<TenantVault> WithOneAsync()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 5));
        return vault;
    }

    private static Task<RootAnnotation> GetAsync(TenantVault vault) =>
        vault.GetAnnotationAsync(RootKind.Snapshot, Id(1), Never);

    private static Task SayAsync(TenantVault vault, string description, bool pinned) =>
        vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation(description, pinned),
            Never
        );

    private static Func<StoreCall, string, Task> OnceAsync(StoreCall on, Func<Task> action)
    {
        var done = false;
        return (call, _) =>
        {
            if (done || call != on)
                return Task.CompletedTask;
            done = true;
            return action();
        };
    }
}
