using CsCheck;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

[Trait(Cases.Trait, Cases.Property)]
public sealed class WriteAndReadTests
{
    private static readonly string[] Oddities =
    [
        "",
        "007",
        "7",
        "Zürich",
        "日本語",
        "👩‍👩‍👧",
        "a\u0000b",
        "\u202Eright",
        "e\u0301",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, 3000].Select(number => number.ToString()),
        Gen.Int[0, Oddities.Length - 1].Select(index => Oddities[index]),
        Gen.String[Gen.Char['a', 'z'], 0, 12]
    );

    private static readonly Gen<(string Group, string Id, byte[] Content)[]> Items = Gen.Select(
        Text,
        Text,
        Gen.Byte.Array[0, 400]
    ).Array[0, 150];

    [Fact]
    public void Whatever_was_written_is_read_back_the_last_staged_of_each_key() =>
        Items.Sample(
            items => WriteAndReadAsync(items).GetAwaiter().GetResult(),
            iter: Cases.Count(300)
        );

    [Fact]
    public async Task A_backup_in_a_directory_is_read_back_by_another_instance()
    {
        var directory = Directory.CreateTempSubdirectory("vault-tests-").FullName;
        try
        {
            var items = Enumerable.Range(1, 500).Select(number => Object(number)).ToArray();
            await BackupAsync(
                await OpenAsync(new DirectoryBlobStore(directory, Tenant)),
                Id(1),
                items
            );

            var vault = await OpenAsync(new DirectoryBlobStore(directory, Tenant));
            var read = await ReadAllAsync(vault, Id(1));

            read.Count.ShouldBe(500);
            foreach (var (group, id, content) in items)
                read[(group, id)].ShouldBe(content);
            (
                await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never)
            ).IsSound.ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(2 << 20)]
    [InlineData(20_000_000)]
    public async Task A_record_of_any_size_is_read_back_and_stored_once(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), [("icons", "1", content)]);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        var again = await AddAsync(writer, ("icons", "2", content));

        writer.Statistics.RecordsAdded.ShouldBe(0);
        store.Blobs.Values.ShouldAllBe(blob => blob.Length <= BlobName.MaxLength);
        var reader = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        (await reader.ReadRecordAsync(again.Record, Never))
            .AsSpan()
            .SequenceEqual(content)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_removed_entry_is_gone_and_may_be_staged_again()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await StageAsync(writer, [Object(1), Object(2), Object(3)]);
        await writer.CheckpointAsync(Never);
        await writer.StageAsync(
            "objects",
            [TreeEntry.Removed("2", "1"), TreeEntry.Removed("3", "2")],
            Never
        );
        await writer.CheckpointAsync(Never);
        await StageAsync(writer, [Object(2, "again")]);
        await writer.CommitAsync(Bytes("{}"), Never);

        var read = await ReadAllAsync(vault, Id(1));

        read.Keys.ShouldBe([("1", "3"), ("3", "2")], ignoreOrder: true);
        read[("3", "2")].ShouldBe(Object(2, "again").Content);
    }

    [Fact]
    public async Task Entries_are_listed_by_the_value_of_their_numbers_and_found_by_key()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var items = Enumerable.Range(1, 3000).Select(number => Object(number)).Reverse().ToArray();
        await BackupAsync(vault, Id(1), items);
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);

        var group = await reader
            .ListAsync("objects", "2", Never)
            .Select(entry => int.Parse(entry.Id))
            .ToListAsync();

        group.ShouldBe(Enumerable.Range(1, 3000).Where(number => number % 3 == 1));
        (await reader.FindAsync("objects", "2", "1000", Never))
            .ShouldNotBeNull()
            .Key.ShouldBe("ITSM-1000");
        (await reader.FindAsync("objects", "2", "1001", Never)).ShouldBeNull();
        (await reader.FindAsync("objects", "0", "1", Never)).ShouldBeNull();
        (await reader.ListAsync("objects", "none", Never).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Facts_trees_and_time_of_a_root_are_kept()
    {
        var store = new MemoryBlobStore();
        await using (
            var writer = await (await OpenAsync(store)).BeginAsync(RootKind.Plan, Id(9), Never)
        )
        {
            await writer.StageAsync("empty", [], Never);
            await writer.CommitAsync(Bytes("""{ "b": 1.50, "a": "\u00e9" }"""), Never);
        }
        var vault = await OpenAsync(store);

        var root = (
            await vault.ListAsync(RootKind.Plan, Never).ToListAsync()
        ).ShouldHaveSingleItem();

        root.Id.ShouldBe(Id(9));
        root.Revision.ShouldBe(1);
        root.CreatedAt.ShouldBe(Clock.GetUtcNow());
        root.Facts.ToArray().ShouldBe(Bytes("""{"a":"é","b":1.50}"""));
        root.Trees["empty"].Entries.ShouldBe(0);
        (
            await (await vault.OpenRootAsync(RootKind.Plan, Id(9), Never))
                .ListAsync("empty", null, Never)
                .AnyAsync()
        ).ShouldBeFalse();
        (await vault.ListAsync(RootKind.Snapshot, Never).AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_entry_of_a_record_that_was_never_added_keeps_the_root_from_being_committed()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        var stranger = RecordId.Parse("00112233445566778899aabbccddeeff");
        await writer.StageAsync("objects", [new TreeEntry("1", "1", "", "", 0, stranger)], Never);

        await Should.ThrowAsync<RecordNotFoundException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        await Should.ThrowAsync<RootNotFoundException>(() =>
            vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)
        );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task Facts_that_are_not_a_json_object_are_refused_and_the_writer_goes_on(
        string facts
    )
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);

        await Should.ThrowAsync<ArgumentException>(async () =>
            await writer.CommitAsync(Bytes(facts), Never)
        );

        (await writer.CommitAsync(Bytes("{}"), Never)).Trees.ShouldBeEmpty();
    }

    private static async Task WriteAndReadAsync((string Group, string Id, byte[] Content)[] items)
    {
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), items);
        var expected = new Dictionary<(string, string), byte[]>();
        foreach (var (group, id, content) in items)
            expected[(group, id)] = content;

        // An unused tree is not made; a root without any tree has none to read.
        var read = items.Length == 0 ? [] : await ReadAllAsync(await OpenAsync(store), Id(1));

        read.Count.ShouldBe(expected.Count);
        expected.ShouldAllBe(item => read[item.Key].SequenceEqual(item.Value));
    }
}
