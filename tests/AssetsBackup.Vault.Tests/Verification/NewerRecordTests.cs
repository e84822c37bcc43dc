using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A record that a newer program wrote cannot be read here, and is not lost.</summary>
public sealed class NewerRecordTests
{
    private readonly MemoryBlobStore store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_named_and_its_backup_does_not_count_as_lost(bool isOnlyOneDamaged)
    {
        var vault = await OpenAsync(store);
        var root = await BackupAsync(vault, Id(1), Objects(1, 10));
        await ReviseAsync(vault, WriterStart.NextRevision(root), "avatars", Objects(80, 3));
        await BackupAsync(vault, Id(2), Objects(1, 10));
        var (first, second) = ($"snapshots/{Id(1):N}/1", $"snapshots/{Id(1):N}/2");
        if (isOnlyOneDamaged)
            store.Blobs[first][^1] ^= 1;
        else
            MakeNewer(store, first);
        MakeNewer(store, second);

        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);

        report
            .Findings.Single(finding => finding.Blob == second)
            .Problem.ShouldBe(VerifyProblem.TooNew);
        report.Findings.Count.ShouldBe(2);
        report.SnapshotsLost.ShouldBeEmpty();
        report.SnapshotsTooNew().ShouldBe([Id(1)]);
        report.SnapshotsHit().ShouldBe(isOnlyOneDamaged ? [Id(1)] : []);
    }

    [Theory]
    [InlineData("packs/")]
    [InlineData("index/")]
    [InlineData("annotations/")]
    public async Task What_only_a_newer_program_can_read_hits_no_backup_and_none_counts_as_checked(
        string kind
    )
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 10));
        await vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("kept", IsPinned: true),
            Never
        );
        foreach (var name in store.Names(kind))
            MakeNewer(store, name);

        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);

        report.IsSound.ShouldBeFalse();
        report.SnapshotsLost.ShouldBeEmpty();
        report.SnapshotsHit().ShouldBeEmpty();
        report.SnapshotsTooNew().ShouldBe([Id(1)]);
    }
}
