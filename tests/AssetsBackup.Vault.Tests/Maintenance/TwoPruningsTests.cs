using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Two processes prune at once, and a record is in two packs.</summary>
public sealed class TwoPruningsTests
{
    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public async Task Prunings_that_list_in_opposite_orders_keep_the_same_pack(
        int lowContent,
        int lowPages
    )
    {
        await BackUpTwiceAtOnceAsync(lowContent, lowPages);

        for (var phase = 0; phase < 2; phase++)
        {
            await PruneBesideAsync(
                new OrderedBlobStore(store, ascending: false),
                new OrderedBlobStore(store, ascending: true)
            );
            clock.Advance(TimeSpan.FromHours(25));
        }

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        store.Names("packs/").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public async Task Indexes_that_are_named_anew_between_two_prunings_do_no_harm(
        int lowContent,
        int lowPages
    )
    {
        await BackUpTwiceAtOnceAsync(lowContent, lowPages);

        for (var phase = 0; phase < 2; phase++)
        {
            await PruneBesideAsync(store, store, NameIndexesAnewAsync);
            clock.Advance(TimeSpan.FromHours(25));
        }

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        store.Names("packs/").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_store_is_freed_of_what_is_due_before_anything_is_written()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 400));
        await BackupAsync(vault, Id(2), Objects(1000, 400));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        for (var id = 3; id < 25; id++)
            await BackupAsync(vault, Id(id), Objects(id * 2000, 5));
        clock.Advance(TimeSpan.FromHours(25));
        var before = store.Names("packs/").Length;
        var full = new WatchedBlobStore(store);
        var pruning = await OpenAsync(full, clock);
        full.Before = (call, _) =>
            call == StoreCall.Put
                ? Task.FromException(new IOException("No space left on device"))
                : Task.CompletedTask;

        await Should.ThrowAsync<IOException>(() => pruning.PruneAsync(PruneMargins.Default, Never));

        store.Names("packs/").Length.ShouldBeLessThan(before);
        await ShouldBeSoundAsync(store);
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        await ShouldBeSoundAsync(store);
    }

    /// <summary>
    /// Two writers store the same records, each in packs of its own. Whose content and whose pages lie in the pack with the lower
    /// id is of the one or of the other: that pack is the one that is kept.
    /// </summary>
    private async Task BackUpTwiceAtOnceAsync(int lowContent, int lowPages)
    {
        await TestVault.BackUpTwiceAtOnceAsync(store);
        var (contents, pages) = (new List<string>(), new List<string>());
        var blobs = new SealedBlobs(store, Keys());
        foreach (var name in store.Names("index/"))
        {
            var packs = await blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, Never);
            foreach (var pack in packs)
            {
                var isPages = pack.Entries[0].Type == RecordType.Page;
                (isPages ? pages : contents).Add(BlobNames.Pack(pack.Id));
            }
        }
        (contents.Count, pages.Count).ShouldBe((2, 2));
        await OrderedPacks.RenameAsync(
            store,
            contents[lowContent],
            contents[1 - lowContent],
            pages[lowPages],
            pages[1 - lowPages]
        );
    }

    /// <summary>One pruning does all its work after the other has read everything and before it changes anything.</summary>
    private async Task PruneBesideAsync(
        IBlobStore outer,
        IBlobStore inner,
        Func<Task>? before = null
    )
    {
        var watched = new WatchedBlobStore(outer);
        var isDone = false;
        watched.Before = async (call, _) =>
        {
            if (isDone || call is StoreCall.Get or StoreCall.List)
                return;
            isDone = true;
            if (before is not null)
                await before();
            await (await OpenAsync(inner, clock)).PruneAsync(PruneMargins.Default, Never);
        };
        await (await OpenAsync(watched, clock)).PruneAsync(PruneMargins.Default, Never);
        isDone.ShouldBeTrue();
    }

    private async Task NameIndexesAnewAsync()
    {
        var vault = new VaultContext(new SealedBlobs(store, Keys()), clock);
        foreach (var name in store.Names("index/"))
        {
            await new IndexMerge(vault.Blobs, vault.IndexBlobs).RunAsync(
                [(name, true)],
                leftOut: [],
                Never
            );
        }
    }
}
