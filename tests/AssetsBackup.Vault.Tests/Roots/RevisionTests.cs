using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A later part of a committed snapshot is written as its next revision.</summary>
public sealed class RevisionTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task A_revision_adds_a_tree_and_keeps_the_others()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 40));

        var second = await ReviseAsync(
            vault,
            WriterStart.NextRevision(first),
            "avatars",
            Objects(500, 5)
        );

        second.Revision.ShouldBe(2);
        second.Trees["objects"].ShouldBe(first.Trees["objects"]);
        var again = await OpenAsync(store);
        await ShouldHoldAsync(again, Id(1), Objects(1, 40));
        await ShouldHoldAsync(again, Id(1), Objects(500, 5), "avatars");
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task Entries_staged_in_a_revision_lie_over_those_of_the_tree_before()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 40));

        await ReviseAsync(
            vault,
            WriterStart.NextRevision(first),
            "objects",
            Objects(30, 20, "revised")
        );

        await ShouldHoldAsync(vault, Id(1), [.. Objects(1, 29), .. Objects(30, 20, "revised")]);
    }

    [Fact]
    public async Task A_tree_left_out_of_the_start_is_written_anew_or_is_gone()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 40));
        var second = await ReviseAsync(
            vault,
            WriterStart.NextRevision(first),
            "avatars",
            Objects(500, 5)
        );
        var start = WriterStart.NextRevision(second) with
        {
            From = new Dictionary<string, TreeSummary>(),
        };

        var third = await ReviseAsync(vault, start, "objects", Objects(7, 3));

        third.Revision.ShouldBe(3);
        third.Trees.Keys.ShouldBe(["objects"]);
        await ShouldHoldAsync(vault, Id(1), Objects(7, 3));
    }

    [Fact]
    public async Task Readers_take_the_highest_revision_by_its_number()
    {
        var vault = await OpenAsync(store);
        var record = await BackupAsync(vault, Id(1), Objects(0, 1));
        for (var revision = 2; revision <= 11; revision++)
        {
            record = await ReviseAsync(
                vault,
                WriterStart.NextRevision(record),
                "objects",
                Objects(revision, 1)
            );
        }

        var listed = await (await OpenAsync(store))
            .ListAsync(RootKind.Snapshot, Never)
            .ToListAsync();

        listed.ShouldHaveSingleItem().Revision.ShouldBe(11);
        await ShouldHoldAsync(vault, Id(1), [Object(0), .. Objects(2, 10)]);
    }

    [Fact]
    public async Task A_damaged_highest_revision_falls_back_to_the_one_below_and_is_named()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 10));
        await ReviseAsync(vault, WriterStart.NextRevision(first), "objects", Objects(50, 1));
        var highest = $"snapshots/{Id(1):N}/2";
        store.Blobs[highest][60] ^= 1;

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 10));

        var listed = await vault.ListAsync(RootKind.Snapshot, Never).ToListAsync();
        listed.ShouldHaveSingleItem().Revision.ShouldBe(1);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldHaveSingleItem().Blob.ShouldBe(highest);
    }

    [Fact]
    public async Task A_root_none_of_whose_revisions_can_be_read_is_damaged_and_not_absent()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 10));
        await ReviseAsync(vault, WriterStart.NextRevision(first), "objects", Objects(50, 1));
        foreach (var name in store.Names("snapshots/"))
            store.Blobs[name][60] ^= 1;

        var thrown = await Should.ThrowAsync<VaultDamagedException>(() =>
            vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never)
        );

        thrown.Blob.ShouldBe($"snapshots/{Id(1):N}/2");
    }

    [Fact]
    public async Task A_killed_revision_is_resumed_from_its_checkpoint()
    {
        var first = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var start = WriterStart.NextRevision(first);
        await using (var killed = await (await OpenAsync(store)).WriteAsync(start, Never))
        {
            await StageAsync(killed, Objects(500, 5), "avatars");
            (await killed.CheckpointAsync(Never)).ShouldBe(1);
            await StageAsync(killed, Objects(600, 5), "avatars");
        }
        var vault = await OpenAsync(store);
        (await vault.ListUnfinishedAsync(Never)).ShouldBe([
            new UnfinishedRoot(RootKind.Snapshot, Id(1), Revision: 2),
        ]);

        await ReviseAsync(vault, start with { Checkpoint = 1 }, "avatars", Objects(700, 5));

        await ShouldHoldAsync(vault, Id(1), Objects(1, 40));
        await ShouldHoldAsync(vault, Id(1), [.. Objects(500, 5), .. Objects(700, 5)], "avatars");
        (await vault.ListUnfinishedAsync(Never)).ShouldBeEmpty();
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task An_unfinished_revision_leaves_readers_the_one_before()
    {
        var first = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await using var writer = await (await OpenAsync(store)).WriteAsync(
            WriterStart.NextRevision(first),
            Never
        );
        await StageAsync(writer, Objects(20, 40, "revised"));
        await writer.CheckpointAsync(Never);

        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
    }

    [Fact]
    public async Task A_revision_that_is_there_or_lies_below_one_is_not_written_again()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 10));
        var next = WriterStart.NextRevision(first);
        var second = await ReviseAsync(vault, next, "objects", Objects(50, 1));
        await ReviseAsync(vault, WriterStart.NextRevision(second), "objects", Objects(60, 1));

        await Should.ThrowAsync<RootExistsException>(() => vault.WriteAsync(next, Never));
        await Should.ThrowAsync<RootExistsException>(() =>
            vault.WriteAsync(WriterStart.NextRevision(second), Never)
        );
        await Should.ThrowAsync<RootExistsException>(() =>
            vault.BeginAsync(RootKind.Snapshot, Id(1), Never)
        );
    }

    [Fact]
    public async Task Of_two_writers_of_one_revision_the_second_is_refused_and_the_first_is_kept()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 10));
        await using var slow = await (await OpenAsync(store)).WriteAsync(
            WriterStart.NextRevision(first),
            Never
        );
        await ReviseAsync(vault, WriterStart.NextRevision(first), "objects", Objects(50, 1));
        await StageAsync(slow, Objects(60, 1));

        await Should.ThrowAsync<RootExistsException>(() => slow.CommitAsync(Bytes("{}"), Never));

        await ShouldHoldAsync(vault, Id(1), [.. Objects(1, 10), .. Objects(50, 1)]);
    }
}
