using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A snapshot that starts from the trees of the one before stages only what changed.</summary>
public sealed class StartFromTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task What_is_staged_lies_over_the_older_tree_and_the_older_snapshot_stays()
    {
        var vault = await OpenAsync(store);
        var older = await BackupAsync(vault, Id(1), Objects(1, 60));

        await using (var writer = await vault.WriteAsync(From(older, 2), Never))
        {
            await StageAsync(writer, Objects(50, 20, "changed"));
            await writer.StageAsync("objects", [TreeEntry.Removed("2", "1")], Never);
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        await ShouldHoldAsync(vault, Id(1), Objects(1, 60));
        await ShouldHoldAsync(vault, Id(2), [.. Objects(2, 48), .. Objects(50, 20, "changed")]);
        await ShouldBeSoundAsync(store);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_killed_run_resumed_with_the_same_start_gives_the_tree_of_an_unbroken_run(
        int checkpoint
    )
    {
        (string, string, byte[])[][] pages =
        [
            Objects(50, 20, "changed"),
            Objects(100, 30),
            Objects(5, 2, "late"),
        ];
        var older = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 60));
        var unbroken = await RunAsync(From(older, 2), pages, commit: true);
        await RunAsync(From(older, 3), pages[..2], commit: false);

        var resumed = await RunAsync(
            From(older, 3) with
            {
                Checkpoint = checkpoint,
            },
            pages[checkpoint..],
            commit: true
        );

        resumed!.Trees["objects"].ShouldBe(unbroken!.Trees["objects"]);
        await ShouldBeSoundAsync(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_only_a_damaged_or_missing_index_knew_is_not_taken_over_unseen(
        bool isGone
    )
    {
        var vault = await OpenAsync(store);
        var full = await BackupAsync(vault, Id(1), Objects(1, 200));
        var index = store.Names("index/").ShouldHaveSingleItem();
        var second = (await RunAsync(From(full, 2), [Objects(50, 1, "second")], commit: true))!;
        if (isGone)
            store.Blobs.TryRemove(index, out _);
        else
            store.Blobs[index][^1] ^= 1;

        await Should.ThrowAsync<RecordNotFoundException>(() =>
            RunAsync(From(second, 3), [Objects(50, 1, "third")], commit: true)
        );
        store.Names($"snapshots/{Id(3):N}/").ShouldBeEmpty();
        await BackupAsync(await OpenAsync(store), Id(4), Objects(1, 200));
        await ShouldHoldAsync(await OpenAsync(store), Id(4), Objects(1, 200));

        await TenantVault.RepairAsync(store, Keys(), Clock, Never);
        await RunAsync(From(second, 3), [Objects(50, 1, "third")], commit: true);
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task Only_the_trees_that_are_named_are_started_from()
    {
        var vault = await OpenAsync(store);
        var older = await BackupAsync(vault, Id(1), Objects(1, 10));
        var both = await ReviseAsync(
            vault,
            WriterStart.NextRevision(older),
            "avatars",
            Objects(500, 5)
        );
        var start = new WriterStart(RootKind.Snapshot, Id(2))
        {
            From = new Dictionary<string, TreeSummary> { ["avatars"] = both.Trees["avatars"] },
        };

        var next = await ReviseAsync(vault, start, "objects", Objects(3, 2));

        next.Trees["avatars"].ShouldBe(both.Trees["avatars"]);
        await ShouldHoldAsync(vault, Id(2), Objects(3, 2));
    }

    [Fact]
    public async Task An_older_tree_that_is_not_there_fails_the_commit_with_a_named_error()
    {
        var vault = await OpenAsync(store);
        var stranger = RecordId.Parse("00112233445566778899aabbccddeeff");
        var start = new WriterStart(RootKind.Snapshot, Id(1))
        {
            From = new Dictionary<string, TreeSummary> { ["objects"] = new(5, stranger) },
        };
        await using var writer = await vault.WriteAsync(start, Never);
        await StageAsync(writer, Objects(1, 3));

        await Should.ThrowAsync<RecordNotFoundException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        (await vault.ListAsync(RootKind.Snapshot, Never).AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_older_tree_that_is_not_there_fails_the_commit_though_nothing_is_staged()
    {
        var vault = await OpenAsync(store);
        var stranger = RecordId.Parse("00112233445566778899aabbccddeeff");
        var start = new WriterStart(RootKind.Snapshot, Id(1))
        {
            From = new Dictionary<string, TreeSummary> { ["objects"] = new(5, stranger) },
        };
        await using var writer = await vault.WriteAsync(start, Never);

        await Should.ThrowAsync<RecordNotFoundException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        (await vault.ListAsync(RootKind.Snapshot, Never).AnyAsync()).ShouldBeFalse();
    }

    private static WriterStart From(RootRecord older, int id) =>
        new(RootKind.Snapshot, Id(id)) { From = older.Trees };

    private async Task<RootRecord?> RunAsync(
        WriterStart start,
        (string, string, byte[])[][] pages,
        bool commit
    )
    {
        await using var writer = await (await OpenAsync(store)).WriteAsync(start, Never);
        foreach (var page in pages)
        {
            await StageAsync(writer, page);
            await writer.CheckpointAsync(Never);
        }
        return commit ? await writer.CommitAsync(Bytes("{}"), Never) : null;
    }
}
