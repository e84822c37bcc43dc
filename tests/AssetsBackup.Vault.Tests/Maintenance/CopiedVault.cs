using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A vault to be copied.</summary>
internal static class CopiedVault
{
    internal static readonly (string Group, string Id, byte[] Content)[] Items =
    [
        .. Objects(1, 60),
        ("9", "1", new byte[2_500_000]),
    ];

    /// <summary>A vault with blobs of every kind.</summary>
    internal static async Task FillAsync(MemoryBlobStore source, TimeProvider clock)
    {
        var vault = await OpenAsync(source, clock);
        var first = await BackupAsync(vault, Id(1), Items);
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(900, 3));
        await BackupAsync(vault, Id(2), Objects(40, 40), RootKind.Plan);
        await vault.AnnotateAsync(
            RootKind.Snapshot,
            Id(1),
            new RootAnnotation("moved", IsPinned: true),
            Never
        );
        await BackupAsync(vault, Id(4), Objects(400, 10));
        await vault.DeleteAsync(RootKind.Snapshot, Id(4), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
        await using var killed = await vault.BeginAsync(RootKind.Snapshot, Id(3), Never);
        await StageAsync(killed, Objects(200, 10));
        await killed.CheckpointAsync(Never);
    }

    internal static void ShouldBeEqual(MemoryBlobStore one, MemoryBlobStore other)
    {
        other.Names("").ShouldBe(one.Names(""));
        other.Blobs.ShouldAllBe(blob => one.Blobs[blob.Key].SequenceEqual(blob.Value));
    }
}
