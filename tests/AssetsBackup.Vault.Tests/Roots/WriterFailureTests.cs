using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What a writer refuses, gives up or outlives.</summary>
public sealed class WriterFailureTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task A_batch_with_one_bad_entry_is_refused_whole()
    {
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        var record = await writer.AddRecordAsync(Bytes("{}"), Never);
        var entries = new[] { "", new string('x', 2000), "" }
            .Select((label, i) => new TreeEntry("1", $"{i}", "", label, 0, record))
            .ToList();

        await Should.ThrowAsync<ArgumentException>(async () =>
            await writer.StageAsync("objects", entries, Never)
        );
        await writer.StageAsync("objects", entries[..1], Never);

        var root = await writer.CommitAsync(Bytes("{}"), Never);
        root.Trees["objects"].Entries.ShouldBe(1);
    }

    [Fact]
    public async Task A_strangers_blob_among_the_parts_is_passed_over()
    {
        var vault = await OpenAsync(store);
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            await StageAsync(writer, Objects(1, 5));
            await writer.CheckpointAsync(Never);
            store.Blobs[$"progress/snapshot-{Id(1):N}.1/x/0000000001.00000"] = [1];
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 5));
    }

    [Fact]
    public async Task A_part_that_is_not_the_one_that_was_stored_is_not_committed()
    {
        var vault = await OpenAsync(store);
        await using (var before = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            await StageAsync(before, Objects(1, 5));
            await before.CheckpointAsync(Never);
        }
        var part = store.Names("progress/").ShouldHaveSingleItem();
        var old = store.Blobs[part];
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await StageAsync(writer, Objects(50, 5));
        await writer.CheckpointAsync(Never);
        store.Names("progress/").ShouldBe([part]);
        store.Blobs[part] = old;

        var damage = await Should.ThrowAsync<VaultDamagedException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        damage.Blob.ShouldBe(part);
        store.Names("snapshots/").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fails_after_the_root_is_there_does_not_make_the_run_look_failed()
    {
        var watched = new WatchedBlobStore(store);
        var vault = await OpenAsync(watched);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await StageAsync(writer, Objects(1, 5));
        watched.Before = (call, _) =>
            call == StoreCall.Delete
                ? Task.FromException(new TimeoutException("the lease is lost"))
                : Task.CompletedTask;

        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 5));
    }

    [Fact]
    public async Task Facts_with_half_of_a_surrogate_pair_are_kept()
    {
        var vault = await OpenAsync(store);
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
            await writer.CommitAsync(Bytes("""{"name":"\ud800"}"""), Never);

        var root = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never);

        root.Record.Facts.ToArray().ShouldBe(Bytes("""{"name":"\ud800"}"""));
    }

    [Fact]
    public async Task A_later_revision_does_not_bring_back_a_root_that_was_deleted_meanwhile()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 5));
        await using var writer = await vault.WriteAsync(WriterStart.NextRevision(first), Never);
        await StageAsync(writer, Objects(1, 2), "avatars");
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        await Should.ThrowAsync<RootNotFoundException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        store.Names("snapshots/").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_writer_is_disposed_only_when_what_it_is_storing_has_come_to_an_end()
    {
        var gate = new TaskCompletionSource();
        var isPutting = new TaskCompletionSource();
        var watched = new WatchedBlobStore(store);
        var writer = await (await OpenAsync(watched)).BeginAsync(RootKind.Snapshot, Id(1), Never);
        await StageAsync(writer, Objects(1, 40));
        watched.Before = async (call, _) =>
        {
            if (call == StoreCall.Put)
            {
                isPutting.TrySetResult();
                await gate.Task;
            }
        };
        using var stop = new CancellationTokenSource();
        var checkpoint = writer.CheckpointAsync(stop.Token);
        await isPutting.Task;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => checkpoint);

        var disposing = writer.DisposeAsync().AsTask();

        disposing.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await disposing;
    }

    [Fact]
    public async Task So_many_tiny_records_that_one_index_could_not_hold_their_pack_are_read_again()
    {
        var vault = await OpenAsync(store);
        var entries = new List<TreeEntry>();
        await using (var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            for (var i = 0; i < 130_000; i++)
            {
                var record = await writer.AddRecordAsync(Bytes($"{i:x5}"), Never);
                if (i % 1000 == 0)
                    entries.Add(new TreeEntry("1", $"{i}", "", "", 0, record));
            }
            await writer.StageAsync("objects", entries, Never);
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        (await ReadAllAsync(await OpenAsync(store), Id(1))).Count.ShouldBe(130);
        await ShouldBeSoundAsync(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_while_the_record_is_stored_or_read_back_comes_too_late(bool isReadBack)
    {
        var watched = new WatchedBlobStore(store);
        await using var writer = await (await OpenAsync(watched)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        await StageAsync(writer, Objects(1, 5));
        using var stop = new CancellationTokenSource();
        watched.Before = (call, name) =>
            call == (isReadBack ? StoreCall.Get : StoreCall.Put)
            && name.StartsWith("snapshots/", StringComparison.Ordinal)
                ? stop.CancelAsync()
                : Task.CompletedTask;

        await writer.CommitAsync(Bytes("{}"), stop.Token);

        stop.IsCancellationRequested.ShouldBeTrue();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 5));
    }

    [Fact]
    public async Task Nothing_of_a_writer_arrives_after_it_is_disposed_of()
    {
        var watched = new WatchedBlobStore(store);
        var (held, hasArrived) = (new TaskCompletionSource(), false);
        watched.Before = (call, name) =>
            call == StoreCall.Put && name.StartsWith("progress/", StringComparison.Ordinal)
                ? held.Task
                : Task.CompletedTask;
        watched.After = (call, _) =>
        {
            hasArrived |= call == StoreCall.Put;
            return Task.CompletedTask;
        };
        var writer = await (await OpenAsync(watched)).BeginAsync(RootKind.Snapshot, Id(1), Never);
        var entry = new TreeEntry("1", "1", "", new string('a', 1000), 0, default);
        var staging = writer
            .StageAsync("objects", [.. Enumerable.Repeat(entry, 5000)], Never)
            .AsTask();

        var disposing = writer.DisposeAsync().AsTask();
        disposing.IsCompleted.ShouldBeFalse();
        held.SetResult();
        await disposing;

        hasArrived.ShouldBeTrue();
        await staging;
    }
}
