using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class StagedReadingTests
{
    [Fact]
    public async Task What_is_durable_is_read_in_the_order_of_the_tree_and_from_any_place_on_also_after_a_kill()
    {
        var store = new MemoryBlobStore();
        await using (var killed = await (await OpenAsync(store)).WriteAsync(At(1, 0), Never))
        {
            await StageAsync(killed, Objects(0, 60));
            await killed.CheckpointAsync(Never);
            await StageAsync(killed, Objects(30, 60, version: "newer"));
            await killed.CheckpointAsync(Never);
            await StageAsync(killed, Objects(500, 10));
        }
        await using var writer = await (await OpenAsync(store)).WriteAsync(At(1, 2), Never);
        await StageAsync(writer, Objects(600, 10));

        var read = new List<(string Group, string Id, RecordId Record)>();
        await foreach (var entry in writer.ListStagedAsync("objects", null, Never))
        {
            read.Add((entry.Group, entry.Id, entry.Record));
            if (read.Count % 20 != 0)
                continue;
            await StageAsync(writer, [Object(read.Count)], tree: "parts");
            await writer.CheckpointAsync(Never);
        }

        var expected = Objects(0, 30)
            .Concat(Objects(30, 60, version: "newer"))
            .OrderBy(item => int.Parse(item.Group))
            .ThenBy(item => int.Parse(item.Id))
            .ToList();
        // The same content has the same record.
        var records = new List<(string Group, string Id, RecordId Record)>();
        foreach (var item in expected)
            records.Add((item.Group, item.Id, await writer.AddRecordAsync(item.Content, Never)));
        read.ShouldBe(records);
        var rest = new List<string>();
        var place = (expected[44].Group, expected[44].Id);
        await foreach (var entry in writer.ListStagedAsync("objects", place, Never))
            rest.Add(entry.Id);
        rest.Where(id => id.Length < 3).ShouldBe(expected.Skip(45).Select(item => item.Id));
        rest.ShouldContain("601", "what was staged meanwhile is durable by now");
    }

    [Fact]
    public async Task Over_an_older_tree_only_what_was_staged_is_listed_and_what_it_takes_away()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var older = await BackupAsync(vault, Id(1), Objects(0, 20));
        var start = new WriterStart(RootKind.Snapshot, Id(2)) { From = older.Trees };
        await using var writer = await vault.WriteAsync(start, Never);
        var (gone, kept) = (Object(3), Object(4));
        await writer.StageAsync(
            "objects",
            [TreeEntry.Removed(gone.Group, gone.Id), TreeEntry.Removed(kept.Group, kept.Id)],
            Never
        );
        await StageAsync(writer, [kept, Object(7, "changed")]);
        await writer.CheckpointAsync(Never);

        var listed = await writer.ListStagedAsync("objects", null, Never).ToListAsync();

        listed.Count.ShouldBe(3);
        listed.Where(entry => entry.IsRemoved).ShouldHaveSingleItem().Id.ShouldBe(gone.Id);
        await writer.CommitAsync(Bytes("{}"), Never);
        var expected = Objects(0, 20).Where(item => item.Id != gone.Id && item.Id != "7");
        await ShouldHoldAsync(vault, Id(2), [.. expected, Object(7, "changed")]);
    }

    [Fact]
    public async Task A_tree_that_was_never_staged_is_read_as_empty()
    {
        await using var writer = await (await OpenAsync(new MemoryBlobStore())).WriteAsync(
            At(1, 0),
            Never
        );
        await StageAsync(writer, Objects(0, 5));
        await writer.CheckpointAsync(Never);

        (await writer.ListStagedAsync("parts", null, Never).ToListAsync()).ShouldBeEmpty();
    }
}
