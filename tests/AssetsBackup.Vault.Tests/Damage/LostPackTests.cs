using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Packs that are missing or damaged, seen by readers, by writers and by verification.</summary>
public sealed class LostPackTests
{
    private readonly MemoryBlobStore store = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_record_is_read_from_its_other_pack_when_one_is_damaged(bool ascending)
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var name = await PackOfAsync(Object(1).Content);
        var sound = store.Blobs[name];
        store.Blobs.TryRemove(name, out _);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        store.Blobs[name] = [.. sound[..^1], (byte)(sound[^1] ^ 1)];
        var ordered = new OrderedBlobStore(store, ascending);

        await ShouldHoldAsync(await OpenAsync(ordered), Id(2), Objects(1, 40));

        var vault = await OpenAsync(ordered);
        foreach (var readData in new[] { true, false })
        {
            var report = await vault.VerifyAsync(VerifyScope.All, readData, null, Never);
            report.Findings.Sum(finding => finding.AffectedCount).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_pack_that_a_reader_found_missing_is_missing_for_a_writer_of_the_same_vault()
    {
        var items = new[] { ("9", "1", Noise(600_000, 1)), ("9", "2", Noise(600_000, 2)) };
        var older = await BackupAsync(await OpenAsync(store), Id(1), items);
        var vault = await OpenAsync(store);
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        await using var writer = await vault.WriteAsync(From(older, Id(2)), Never);
        store.Blobs.TryRemove(await PackOfAsync(items[0].Item3), out _);
        await Should.ThrowAsync<VaultException>(async () =>
            await reader.ReadAsync("objects", null, Never).CountAsync()
        );

        await Should.ThrowAsync<VaultException>(() => writer.CommitAsync(Bytes("{}"), Never));

        store.Names("snapshots/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_snapshot_does_not_take_over_entries_whose_pack_was_lost_before()
    {
        var older = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 100));
        store.Blobs.TryRemove(await PackOfAsync(Object(1).Content), out _);
        var vault = await OpenAsync(store);
        await using var writer = await vault.WriteAsync(From(older, Id(2)), Never);
        await StageAsync(writer, [Object(5, "changed")]);

        await Should.ThrowAsync<VaultException>(() => writer.CommitAsync(Bytes("{}"), Never));

        store.Names("snapshots/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_long_record_of_which_a_chunk_was_lost_before_a_resumption_is_not_committed()
    {
        var content = Noise(2_300_000, 3);
        await using (
            var writer = await (await OpenAsync(store)).BeginAsync(RootKind.Snapshot, Id(1), Never)
        )
        {
            await StageAsync(writer, [("9", "1", content)]);
            await writer.CheckpointAsync(Never);
        }
        var chunk = Keys().IdOf(RecordType.Chunk, content.AsSpan(0, 1 << 20));
        store.Blobs.TryRemove(await PackOfAsync(chunk), out _);
        await using var resumed = await (await OpenAsync(store)).WriteAsync(At(1, 1), Never);

        await Should.ThrowAsync<VaultException>(() => resumed.CommitAsync(Bytes("{}"), Never));

        store.Names("snapshots/").ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_pack_is_lost_the_rest_is_read_and_what_is_lost_is_counted()
    {
        var older = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 400));
        await using (
            var writer = await (await OpenAsync(store)).WriteAsync(From(older, Id(2)), Never)
        )
        {
            await StageAsync(writer, [Object(5, "changed")]);
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        var (records, pages) = (0L, 0L);
        foreach (var name in store.Names("packs/"))
        {
            store.Blobs.TryRemove(name, out var sound);
            var reader = await (await OpenAsync(store)).OpenRootAsync(
                RootKind.Snapshot,
                Id(2),
                Never
            );
            var lost = new List<LostEntries>();
            try
            {
                var read = await reader.ReadSoundAsync("objects", lost.Add, Never).CountAsync();

                (read + lost.Sum(told => told.Count)).ShouldBe(400);
                records += lost.Count(told => told.Entry is not null);
                pages += lost.Count(told => told.Entry is null);
            }
            catch (VaultDamagedException)
            {
                // The tree's first page: without it nothing is known.
                lost.ShouldBeEmpty();
            }
            store.Blobs[name] = sound!;
        }
        records.ShouldBe(400);
        pages.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_lost_pack_is_looked_for_once()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 400));
        store.Blobs.TryRemove(await PackOfAsync(Object(1).Content), out _);
        var watched = new WatchedBlobStore(store);
        var vault = await OpenAsync(watched);
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        var entries = await reader.ListAsync("objects", null, Never).ToListAsync();
        watched.Calls.Clear();

        foreach (var entry in entries)
        {
            await Should.ThrowAsync<VaultException>(async () =>
                await reader.ReadRecordAsync(entry.Record, Never)
            );
        }

        watched.Names(StoreCall.List).Count().ShouldBeLessThan(10);
        var gets = watched
            .Names(StoreCall.Get)
            .Count(name => name.StartsWith("packs/", StringComparison.Ordinal));
        gets.ShouldBeLessThanOrEqualTo(entries.Count + 20);
    }

    [Fact]
    public async Task A_chunk_list_that_is_not_of_its_record_is_found()
    {
        var vault = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        var (first, second) = (Noise(1 << 20, 1), Noise(5, 2));
        var wrong = Keys().IdOf(RecordType.Content, Bytes("something else"));
        var opened = await OpenAsync(store);
        await using (var packs = new PackWriter(vault.Blobs, vault.Index))
        {
            var one = Keys().IdOf(RecordType.Chunk, first);
            var two = Keys().IdOf(RecordType.Chunk, second);
            await packs.AddAsync(one, RecordType.Chunk, first, Never);
            await packs.AddAsync(two, RecordType.Chunk, second, Never);
            var list = new ChunkList(wrong, first.Length + second.Length, [one, two]);
            await packs.AddAsync(wrong, RecordType.ChunkList, list.Encode(), Never);
            await packs.FlushAsync(vault.IndexBlobs, Never);
        }
        await using (var writer = await opened.BeginAsync(RootKind.Snapshot, Id(1), Never))
        {
            await writer.StageAsync("objects", [new("1", "1", "", "", 0, wrong)], Never);
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        var report = await opened.VerifyAsync(VerifyScope.All, readData: true, null, Never);

        report.Findings.ShouldHaveSingleItem().AffectedCount.ShouldBe(1);
    }

    private static WriterStart From(RootRecord older, Guid id) =>
        new(RootKind.Snapshot, id) { From = older.Trees };

    private Task<string> PackOfAsync(byte[] content) =>
        PackOfAsync(Keys().IdOf(RecordType.Content, content));

    private async Task<string> PackOfAsync(RecordId id)
    {
        var vault = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await vault.IndexBlobs.LoadAsync(comparePacks: true, Never);
        vault.Index.TryFind(id, out var pack, out _).ShouldBeTrue();
        return pack!.Name;
    }
}
