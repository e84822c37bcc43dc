using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Sparse and small packs, and small indexes, are written together.</summary>
public sealed class RepackTests
{
    // No pack is small, so that only the share that is needed counts.
    private static readonly PruneMargins BySparsity = new() { SmallPack = 0 };

    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task A_pack_of_which_little_is_needed_is_written_anew_and_then_deleted()
    {
        await WithSparsePackAsync();
        var bytes = StoredBytes();

        var first = await PruneAsync(BySparsity);
        first.PacksRepacked.ShouldBe(1);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        await ShouldBeSoundAsync(store);
        clock.Advance(TimeSpan.FromHours(24));
        var second = await PruneAsync(BySparsity);

        second.PacksRepacked.ShouldBe(0);
        second.PacksDeleted.ShouldBe(first.PacksCondemned);
        StoredBytes().ShouldBeLessThan(bytes / 2);
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_pack_of_which_much_is_needed_is_left_as_it_is()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 200));
        await BackupAsync(vault, Id(2), Objects(1, 190));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        (await PruneAsync(BySparsity)).PacksRepacked.ShouldBe(0);
    }

    [Fact]
    public async Task Many_small_packs_become_few()
    {
        var vault = await OpenAsync(store);
        for (var i = 1; i <= 30; i++)
            await BackupAsync(vault, Id(i), Objects(i * 10, 10));
        store.Names("packs/").Length.ShouldBe(60);

        (await PruneAsync(PruneMargins.Default)).PacksRepacked.ShouldBe(60);
        clock.Advance(TimeSpan.FromHours(24));
        await PruneAsync(PruneMargins.Default);

        store.Names("packs/").Length.ShouldBe(2);
        var again = await OpenAsync(store);
        for (var i = 1; i <= 30; i++)
            await ShouldHoldAsync(again, Id(i), Objects(i * 10, 10));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task Chunks_and_their_list_are_found_after_a_repack()
    {
        // The end of the long content shares a pack with a larger record.
        var items = new[] { ("9", "1", Noise(2_200_000)) };
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), [.. items, ("9", "2", Noise(700_000))]);
        await BackupAsync(vault, Id(2), items);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        (await PruneAsync(BySparsity)).PacksRepacked.ShouldBeGreaterThan(0);
        clock.Advance(TimeSpan.FromHours(24));
        (await PruneAsync(BySparsity)).PacksDeleted.ShouldBeGreaterThan(0);

        await ShouldHoldAsync(await OpenAsync(store), Id(2), items);
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_writer_leaves_one_index_however_many_checkpoints_it_made()
    {
        await WithCheckpointsAsync(40);

        store.Names("index/").Length.ShouldBe(1);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 200));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task The_many_indexes_of_many_backups_become_few_and_are_read()
    {
        await WithBackupsAsync(40);
        var early = await OpenAsync(store);
        store.Names("index/").Length.ShouldBe(40);

        var report = await PruneAsync(new PruneMargins { SmallOnes = 16, SmallPack = 0 });

        report.IndexesMerged.ShouldBe(40);
        store.Names("index/").Length.ShouldBe(1);
        await ShouldHoldAsync(await OpenAsync(store), Id(40), Objects(400, 5));
        await ShouldHoldAsync(early, Id(1), Objects(10, 5));
        await BackupAsync(early, Id(99), Objects(100, 200));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task Few_indexes_are_left_as_they_are()
    {
        await WithBackupsAsync(4);
        var indexes = store.Names("index/");

        (await PruneAsync(PruneMargins.Default)).IndexesMerged.ShouldBe(0);

        store.Names("index/").ShouldBe(indexes);
    }

    [Fact]
    public async Task A_damaged_pack_stays_and_keeps_nothing_else_from_being_pruned()
    {
        await WithSparsePackAsync();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(3), Objects(900, 50));
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        var sparse = await SparseContentPackAsync();
        store.Blobs[sparse][^20] ^= 1;

        await PruneAsync(BySparsity);
        clock.Advance(TimeSpan.FromHours(24));
        (await PruneAsync(BySparsity)).PacksDeleted.ShouldBeGreaterThan(0);

        store.Blobs.ShouldContainKey(sparse);
        var report = await (await OpenAsync(store)).VerifyAsync(
            VerifyScope.All,
            readData: true,
            null,
            Never
        );
        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Blob.ShouldBe(sparse);
        finding.AffectedCount.ShouldBe(40);
    }

    [Fact]
    public async Task Of_two_packs_with_a_record_the_damaged_one_is_not_the_one_that_is_kept()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 40));
        var content = await SparseContentPackAsync();
        var sound = store.Blobs[content];
        store.Blobs.TryRemove(content, out _);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        store.Blobs[content] = [.. sound[..^1], (byte)(sound[^1] ^ 1)];

        await PruneAsync(PruneMargins.Default);
        clock.Advance(TimeSpan.FromHours(24));
        await PruneAsync(PruneMargins.Default);

        store.Blobs.TryRemove(content, out _);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pack_that_is_needed_for_a_damaged_one_stays_as_it_is(bool isNeededItself)
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var content = await SparseContentPackAsync();
        store.Blobs.TryRemove(content, out var sound);
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(2), [.. Objects(1, 40), .. Objects(100, 100)]);
        var spare = await SparseContentPackAsync();
        if (isNeededItself)
            await BackupAsync(vault, Id(3), [Object(100)]);
        await vault.DeleteAsync(RootKind.Snapshot, Id(2), Never);
        store.Blobs[content] = sound!;
        var names = await OrderedPacks.RenameAsync(store, content, spare);
        store.Blobs[names[0]][^1] ^= 1;

        for (var day = 0; day < 4; day++)
        {
            (await PruneAsync(BySparsity)).PacksRepacked.ShouldBe(0);
            clock.Advance(TimeSpan.FromHours(25));
        }

        store.Names("condemned/").ShouldBeEmpty();
        store.Blobs.TryRemove(names[0], out _).ShouldBeTrue();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        if (isNeededItself)
            await ShouldHoldAsync(await OpenAsync(store), Id(3), [Object(100)]);
    }

    /// <summary>Two snapshots share a large pack; the one that needs most of it is deleted.</summary>
    private async Task WithSparsePackAsync()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 400));
        await BackupAsync(vault, Id(2), Objects(1, 40));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
    }

    private async Task WithBackupsAsync(int count)
    {
        var vault = await OpenAsync(store);
        for (var number = 1; number <= count; number++)
            await BackupAsync(vault, Id(number), Objects(number * 10, 5));
    }

    private async Task WithCheckpointsAsync(int checkpoints)
    {
        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        foreach (var page in Objects(1, 200).Chunk(200 / checkpoints))
        {
            await StageAsync(writer, page);
            await writer.CheckpointAsync(Never);
        }
        await writer.CommitAsync(Bytes("{}"), Never);
    }

    private async Task<string> SparseContentPackAsync()
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        context.Index.TryFind(
            Keys().IdOf(RecordType.Content, Object(1).Content),
            out var pack,
            out _
        );
        return pack!.Name;
    }

    private async Task<PruneReport> PruneAsync(PruneMargins margins) =>
        await (await OpenAsync(store, clock)).PruneAsync(margins, Never);

    private long StoredBytes() => store.Names("packs/").Sum(name => store.Blobs[name].Length);

    private static byte[] Noise(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }
}
