using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class ResumeTests
{
    private const int Pages = 6;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_run_resumed_at_any_checkpoint_gives_the_tree_of_an_unbroken_run(
        int resumeAt
    )
    {
        var store = new MemoryBlobStore();
        var whole = await BackupAsync(
            await OpenAsync(store),
            Id(1),
            Enumerable.Range(0, Pages).SelectMany(Page)
        );
        await KilledAsync(store, Id(2), checkpoints: Pages, uncheckpointed: 100);

        var vault = await OpenAsync(store);
        await using var writer = await vault.WriteAsync(At(2, resumeAt), Never);
        for (var page = resumeAt; page < Pages; page++)
        {
            await StageAsync(writer, Page(page));
            (await writer.CheckpointAsync(Never)).ShouldBe(page + 1);
        }
        var resumed = await writer.CommitAsync(Bytes("{}"), Never);

        resumed.Trees["objects"].ShouldBe(whole.Trees["objects"]);
        writer.Statistics.RecordsAdded.ShouldBe(0);
        store.Blobs.Keys.ShouldNotContain(name =>
            name.StartsWith("progress/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Records_of_a_killed_run_are_found_again_by_another_run()
    {
        var store = new MemoryBlobStore();
        await KilledAsync(store, Id(1), checkpoints: 3, uncheckpointed: 0);

        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(2),
            Never
        );
        await StageAsync(writer, Page(0));

        writer.Statistics.RecordsAdded.ShouldBe(0);
        writer.Statistics.RecordsDeduplicated.ShouldBe(20);
    }

    [Fact]
    public async Task A_checkpoint_that_was_never_made_is_refused()
    {
        var store = new MemoryBlobStore();
        await KilledAsync(store, Id(1), checkpoints: 2, uncheckpointed: 5);
        var vault = await OpenAsync(store);

        await Should.ThrowAsync<CheckpointNotFoundException>(() =>
            vault.WriteAsync(At(1, 3), Never)
        );
    }

    [Fact]
    public async Task Beginning_anew_drops_what_was_staged_before()
    {
        var store = new MemoryBlobStore();
        await KilledAsync(store, Id(1), checkpoints: 2, uncheckpointed: 0);

        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), [Object(1000)]);

        (await ReadAllAsync(vault, Id(1))).Keys.ShouldBe([("2", "1000")]);
    }

    [Fact]
    public async Task A_committed_root_is_neither_begun_nor_resumed_again()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await BackupAsync(vault, Id(1), Page(0));

        await Should.ThrowAsync<RootExistsException>(() =>
            vault.BeginAsync(RootKind.Snapshot, Id(1), Never)
        );
        await Should.ThrowAsync<RootExistsException>(() => vault.WriteAsync(At(1, 1), Never));
        await (await vault.BeginAsync(RootKind.Plan, Id(1), Never)).DisposeAsync();
    }

    [Fact]
    public async Task Records_may_be_added_while_a_checkpoint_is_made()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            var adders = Enumerable
                .Range(0, 4)
                .Select(lane => Task.Run(() => AddLaneAsync(writer, lane)))
                .ToArray();
            while (!Task.WhenAll(adders).IsCompleted)
                await writer.CheckpointAsync(Never);
            await Task.WhenAll(adders);
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        var report = await (await OpenAsync(store)).VerifyAsync(
            VerifyScope.All,
            readData: true,
            null,
            Never
        );
        report.Findings.ShouldBeEmpty();
        report.EntriesChecked.ShouldBe(4 * 40 * 20);
    }

    private static async Task AddLaneAsync(RootWriter writer, int lane)
    {
        for (var page = 0; page < 40; page++)
            await StageAsync(writer, Page((lane * 40) + page));
    }

    private static IEnumerable<(string Group, string Id, byte[] Content)> Page(int page) =>
        Enumerable.Range(page * 20, 20).Select(number => Object(number));

    private static async Task KilledAsync(
        IBlobStore store,
        Guid id,
        int checkpoints,
        int uncheckpointed
    )
    {
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            id,
            Never
        );
        for (var page = 0; page < checkpoints; page++)
        {
            await StageAsync(writer, Page(page));
            await writer.CheckpointAsync(Never);
        }
        await StageAsync(
            writer,
            Enumerable.Range(5000, uncheckpointed).Select(number => Object(number))
        );
    }
}
