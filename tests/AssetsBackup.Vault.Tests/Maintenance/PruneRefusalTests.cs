using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Who cannot read what says what is needed deletes nothing.</summary>
public sealed class PruneRefusalTests
{
    private readonly FakeTimeProvider clock = NewClock();

    [Theory]
    [InlineData("snapshots/")]
    [InlineData("plans/")]
    [InlineData("index/")]
    [InlineData("annotations/")]
    [InlineData("progress/")]
    [InlineData("condemned/")]
    [InlineData("packs/")]
    public async Task An_unreadable_blob_of_any_kind_that_says_what_is_needed_is_named_and_all_stays(
        string prefix
    )
    {
        var sound = await WithOneOfEachAsync();
        var names = prefix == "packs/" ? await PagePacksAsync(sound) : sound.Names(prefix);
        names.ShouldNotBeEmpty();
        foreach (var name in names)
        {
            await ShouldRefuseAsync(sound, name, blob => blob[^1] ^= 1);
            await ShouldRefuseAsync(sound, name, blob => blob[4] = 9);
        }
    }

    [Fact]
    public async Task A_missing_page_pack_is_named_and_all_stays()
    {
        var sound = await WithOneOfEachAsync();
        foreach (var name in await PagePacksAsync(sound))
        {
            var store = sound.Copy();
            store.Blobs.TryRemove(name, out _);
            await ShouldRefuseAsync(store, name);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_page_that_another_pack_has_too_is_read_there(bool areCondemned)
    {
        var store = new MemoryBlobStore();
        await BackUpTwiceAtOnceAsync(store);
        var first = (await PagePacksAsync(store)).ShouldHaveSingleItem();
        var content = store.Blobs[first];
        store.Blobs.TryRemove(first, out _);
        var second = (await PagePacksAsync(store)).ShouldHaveSingleItem();
        store.Blobs[first] = content;
        var pages = await OrderedPacks.RenameAsync(store, first, second);
        if (areCondemned)
            await new CondemnedPacks(new SealedBlobs(store, Keys())).PutAsync(
                [.. pages.Select(name => BlobId.Parse(name[^(2 * BlobId.Size)..]))],
                clock.GetUtcNow(),
                Never
            );
        store.Blobs[pages[0]][^1] ^= 1;

        for (var day = 0; day < 3; day++)
        {
            clock.Advance(TimeSpan.FromHours(25));
            await PruneAsync(store);
        }

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        await ShouldBeSoundAsync(store);
        store.Blobs.Keys.ShouldNotContain(pages[0]);
    }

    [Fact]
    public async Task A_missing_index_keeps_the_packs_that_only_it_named()
    {
        var sound = await WithOneOfEachAsync();
        var refused = 0;
        foreach (var name in sound.Names("index/"))
        {
            var store = sound.Copy();
            store.Blobs.TryRemove(name, out _);
            var before = store.Names("");
            try
            {
                await PruneAsync(store);
            }
            catch (PruneRefusedException)
            {
                refused++;
                store.Names("").ShouldBe(before);
            }
            await TenantVault.RepairAsync(store, Keys(), clock, Never);
            await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        }
        // The others name garbage alone.
        refused.ShouldBe(4);
        sound.Names("index/").Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("snapshots/", 2)]
    [InlineData("plans/", 1)]
    [InlineData("annotations/", 1)]
    [InlineData("progress/", 1)]
    public async Task What_is_damaged_and_nothing_restores_can_be_given_up(
        string prefix,
        int expected
    )
    {
        var sound = await WithOneOfEachAsync();
        var names = sound.Names(prefix);
        names.Length.ShouldBe(expected);
        foreach (var name in names)
        {
            var store = sound.Copy();
            store.Blobs[name][^1] ^= 1;
            await ShouldRefuseAsync(store, name);

            var discarded = await TenantVault.DiscardDamagedAsync(store, Keys(), Never);

            discarded.ShouldHaveSingleItem().Name.ShouldBe(name);
            (await PruneAsync(store)).PacksDeleted.ShouldBeGreaterThan(0);
            await ShouldBeSoundAsync(store);
            store.Names("").ShouldNotContain(name);
        }
    }

    [Fact]
    public async Task Nothing_is_given_up_of_a_sound_vault_or_with_the_wrong_keys_or_by_an_older_program()
    {
        var store = await WithOneOfEachAsync();
        var before = store.Names("");
        (await TenantVault.DiscardDamagedAsync(store, Keys(), Never)).ShouldBeEmpty();

        using var wrong = Keys(seed: 60);
        await Should.ThrowAsync<VaultDamagedException>(() =>
            TenantVault.DiscardDamagedAsync(store, wrong, Never)
        );

        store.Blobs[store.Names("snapshots/")[0]][^1] ^= 1;
        MakeNewer(store, store.Names("progress/")[0]);
        await Should.ThrowAsync<VaultFormatTooNewException>(() =>
            TenantVault.DiscardDamagedAsync(store, Keys(), Never)
        );
        store.Names("").ShouldBe(before);
    }

    [Fact]
    public async Task With_nothing_damaged_the_same_vault_is_pruned()
    {
        var store = await WithOneOfEachAsync();

        (await PruneAsync(store)).PacksDeleted.ShouldBeGreaterThan(0);

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        await ShouldBeSoundAsync(store);
    }

    private async Task ShouldRefuseAsync(MemoryBlobStore sound, string name, Action<byte[]> damage)
    {
        var store = sound.Copy();
        damage(store.Blobs[name]);
        await ShouldRefuseAsync(store, name);
    }

    private async Task ShouldRefuseAsync(MemoryBlobStore store, string name)
    {
        var before = store.Copy();

        var thrown = await Should.ThrowAsync<PruneRefusedException>(() => PruneAsync(store), name);

        thrown.Message.ShouldContain(name);
        store.Names("").ShouldBe(before.Names(""));
        store.Blobs.ShouldAllBe(blob => before.Blobs[blob.Key].SequenceEqual(blob.Value));
    }

    /// <summary>Blobs of every kind, and packs that are due to be deleted.</summary>
    private async Task<MemoryBlobStore> WithOneOfEachAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store, clock);
        var root = await BackupAsync(vault, Id(1), Objects(1, 30));
        await ReviseAsync(vault, WriterStart.NextRevision(root), "avatars", Objects(800, 3));
        await BackupAsync(vault, Id(2), Objects(50, 10), RootKind.Plan);
        await vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("", IsPinned: true),
            Never
        );
        await BackupAsync(vault, Id(3), Objects(100, 30));
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
        await using (var killed = await vault.BeginAsync(RootKind.Snapshot, Id(4), Never))
        {
            await StageAsync(killed, Objects(200, 10));
            await killed.CheckpointAsync(Never);
        }
        clock.Advance(TimeSpan.FromHours(25));
        return store;
    }

    private async Task<PruneReport> PruneAsync(MemoryBlobStore store)
    {
        // The vault blob alone is read here: an index that is too new keeps the vault from being opened.
        var prune = new Prune(new SealedBlobs(store, Keys()), clock, PruneMargins.Default);
        return await prune.RunAsync(Never);
    }

    private static async Task<string[]> PagePacksAsync(MemoryBlobStore store)
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        var roots = await context.Roots.ListAsync(RootKind.Snapshot, Never).ToListAsync();
        return
        [
            .. roots
                .SelectMany(root => root.Trees.Values)
                .Select(tree =>
                    context.Index.TryFind(tree.Root, out var pack, out _) ? pack.Name : ""
                )
                .Distinct(),
        ];
    }
}
