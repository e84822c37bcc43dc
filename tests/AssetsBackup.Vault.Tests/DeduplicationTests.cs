using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class DeduplicationTests
{
    [Fact]
    public async Task An_unchanged_second_backup_adds_no_record_and_no_page()
    {
        var store = new MemoryBlobStore();
        var items = Enumerable.Range(1, 5000).Select(number => Object(number)).ToArray();
        var first = await BackupAsync(await OpenAsync(store), Id(1), items);
        var packs = store.Blobs.Count(blob =>
            blob.Key.StartsWith("packs/", StringComparison.Ordinal)
        );

        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(writer, items);
        var second = await writer.CommitAsync(Bytes("{}"), Never);

        second.Trees["objects"].ShouldBe(first.Trees["objects"]);
        writer.Statistics.RecordsAdded.ShouldBe(0);
        writer.Statistics.PagesAdded.ShouldBe(0);
        writer.Statistics.StoredBytes.ShouldBe(0);
        store
            .Blobs.Count(blob => blob.Key.StartsWith("packs/", StringComparison.Ordinal))
            .ShouldBe(packs);
    }

    [Fact]
    public async Task One_changed_entry_adds_one_page_a_level()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var items = Enumerable.Range(1, 5000).Select(number => Object(number)).ToArray();
        await BackupAsync(vault, Id(1), items);
        items[2500] = Object(2501, "changed");

        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(writer, items);
        await writer.CommitAsync(Bytes("{}"), Never);

        // 5,000 entries: leaves of about 11, nodes of about 63, a root.
        writer.Statistics.PagesAdded.ShouldBe(3);
        writer.Statistics.RecordsAdded.ShouldBe(4);
    }

    [Fact]
    public async Task Entries_that_come_and_go_change_a_handful_of_pages()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var items = Enumerable.Range(1, 5000).Select(number => Object(number)).ToArray();
        await BackupAsync(vault, Id(1), items);
        (string, string, byte[])[] changed = [.. items[..2000], .. items[2001..], Object(9999)];

        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(writer, changed);
        await writer.CommitAsync(Bytes("{}"), Never);

        writer.Statistics.PagesAdded.ShouldBeInRange(3, 14);
    }

    [Fact]
    public async Task Any_order_of_staging_gives_the_same_tree()
    {
        var items = Enumerable.Range(1, 2000).Select(number => Object(number)).ToArray();
        var inOrder = await BackupAsync(await OpenAsync(new MemoryBlobStore()), Id(1), items);
        new Random(5).Shuffle(items);

        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        foreach (var part in items.Chunk(77))
        {
            await StageAsync(writer, part);
            await writer.CheckpointAsync(Never);
        }
        var shuffled = await writer.CommitAsync(Bytes("{}"), Never);

        shuffled.Trees["objects"].ShouldBe(inOrder.Trees["objects"]);
    }

    [Fact]
    public async Task Equal_content_has_unrelated_ids_in_two_tenants()
    {
        var mine = await BackupAsync(await OpenAsync(new MemoryBlobStore()), Id(1), [Object(1)]);
        using var keys = Keys(seed: 99, Id(77));
        var other = await TenantVault.OpenOrCreateAsync(new MemoryBlobStore(), keys, Clock, Never);
        var theirs = await BackupAsync(other, Id(1), [Object(1)]);

        theirs.Trees["objects"].Root.ShouldNotBe(mine.Trees["objects"].Root);
    }

    [Fact]
    public async Task A_missing_pack_is_healed_by_the_next_backup()
    {
        var store = new MemoryBlobStore();
        var items = Enumerable.Range(1, 100).Select(number => Object(number)).ToArray();
        await BackupAsync(await OpenAsync(store), Id(1), items);
        foreach (
            var pack in store.Blobs.Keys.Where(name =>
                name.StartsWith("packs/", StringComparison.Ordinal)
            )
        )
        {
            store.Blobs.TryRemove(pack, out _);
        }

        await BackupAsync(await OpenAsync(store), Id(2), items);

        (await ReadAllAsync(await OpenAsync(store), Id(1))).Count.ShouldBe(100);
        (await ReadAllAsync(await OpenAsync(store), Id(2))).Count.ShouldBe(100);
    }
}
