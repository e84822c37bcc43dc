using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A writer whose process was frozen for longer than pruning waits.</summary>
public sealed class SleptWriterTests
{
    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task It_saves_nothing_that_was_pruned_meanwhile_and_pruning_goes_on()
    {
        var open = await OpenAsync(store, clock);
        await BackupAsync(open, Id(1), Objects(1, 40));
        await using var writer = await open.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await writer.StageAsync("objects", [], Never);
        await writer.CheckpointAsync(Never);
        await PruneAwayAsync();

        // It knows the records from before, and adds none.
        await StageAsync(writer, Objects(1, 40));
        writer.Statistics.RecordsAdded.ShouldBe(0);

        await Should.ThrowAsync<RecordNotFoundException>(() => writer.CheckpointAsync(Never));
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
    }

    [Fact]
    public async Task It_saves_no_list_of_chunks_that_were_pruned_meanwhile()
    {
        var chunks = 0;
        var areStored = new TaskCompletionSource(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var watched = new WatchedBlobStore(store)
        {
            // A pack that was put is read back before it counts.
            After = (call, name) =>
            {
                var isPack = name.StartsWith(BlobNames.Packs, StringComparison.Ordinal);
                if (call == StoreCall.Get && isPack && Interlocked.Increment(ref chunks) == 3)
                    areStored.SetResult();
                return Task.CompletedTask;
            },
        };
        var open = await OpenAsync(watched, clock);
        var random = new Random(1);
        var large = new byte[(3 << 20) + 100];
        random.NextBytes(large);
        await using var writer = await open.BeginAsync(RootKind.Snapshot, Id(2), Never);
        var record = await writer.AddRecordAsync(large, Never);
        await writer.StageAsync("objects", [Entry("1", record)], Never);
        await areStored.Task.WaitAsync(TimeSpan.FromSeconds(30), Never);
        await PruneTwiceAsync();
        // The list is in the pack that is not stored yet: only its chunks are gone.
        store.Names("packs/").ShouldBeEmpty();

        await Should.ThrowAsync<RecordNotFoundException>(() => writer.CheckpointAsync(Never));

        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
    }

    [Fact]
    public async Task What_it_adds_afterwards_it_saves()
    {
        var open = await OpenAsync(store, clock);
        await BackupAsync(open, Id(1), Objects(1, 40));
        await using var writer = await open.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await writer.StageAsync("objects", [], Never);
        await PruneAwayAsync();
        await writer.CheckpointAsync(Never);

        await StageAsync(writer, Objects(1, 40));
        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldHoldAsync(await OpenAsync(store, clock), Id(2), Objects(1, 40));
        await ShouldBeSoundAsync(store);
    }

    private async Task PruneAwayAsync()
    {
        var other = await OpenAsync(store, clock);
        await other.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        await PruneTwiceAsync();
    }

    private async Task PruneTwiceAsync()
    {
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
    }

    private static TreeEntry Entry(string id, RecordId record) =>
        new("1", id, $"IT-{id}", "large", 0, record);
}
