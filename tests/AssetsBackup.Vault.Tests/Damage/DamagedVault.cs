using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A small vault with blobs of every kind, and what must be read from it whatever happens to one of them.</summary>
internal static class DamagedVault
{
    internal static readonly Guid Revised = Id(1);
    internal static readonly Guid Plain = Id(2);
    internal static readonly Guid Plan = Id(3);
    internal static readonly Guid Unfinished = Id(4);

    private static readonly (string Group, string Id, byte[] Content)[] Long =
    [
        .. Objects(1, 6),
        ("9", "1", new byte[(1 << 20) + 9]),
    ];

    /// <summary>Each root's tree and the objects in it.</summary>
    internal static readonly IReadOnlyList<(
        RootKind Kind,
        Guid Id,
        string Tree,
        (string Group, string Id, byte[] Content)[] Items
    )> Content =
    [
        (RootKind.Snapshot, Revised, "objects", Long),
        (RootKind.Snapshot, Revised, "avatars", Objects(20, 2)),
        (RootKind.Snapshot, Plain, "objects", Objects(40, 3)),
        (RootKind.Plan, Plan, "objects", Objects(60, 2)),
    ];

    internal static async Task<MemoryBlobStore> MakeAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        var root = await BackupAsync(vault, Revised, Long);
        await ReviseAsync(vault, WriterStart.NextRevision(root), "avatars", Objects(20, 2));
        await BackupAsync(vault, Plain, Objects(40, 3));
        await BackupAsync(vault, Plan, Objects(60, 2), RootKind.Plan);
        foreach (var root2 in new[] { Revised, Plain })
        {
            var said = new RootAnnotation("said", IsPinned: true);
            await vault.AnnotateAsync(RootKind.Snapshot, root2, said, Never);
        }
        foreach (var deleted in new[] { Id(8), Id(9) })
        {
            await BackupAsync(vault, deleted, Objects(80 + deleted.ToByteArray()[0], 1));
            await vault.DeleteAsync(RootKind.Snapshot, deleted, Never);
            await vault.PruneAsync(PruneMargins.Default, Never);
        }
        await using var killed = await vault.BeginAsync(RootKind.Snapshot, Unfinished, Never);
        await StageAsync(killed, Objects(90, 2));
        await killed.CheckpointAsync(Never);
        await StageAsync(killed, Objects(92, 2));
        await killed.CheckpointAsync(Never);
        return store;
    }

    internal static async Task<VerifyReport> VerifyAsync(TenantVault vault) =>
        await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);

    /// <summary>Entries are read as they were exactly when no finding names them, their page or their root.</summary>
    internal static async Task ShouldReadTheRestAsync(MemoryBlobStore store, VerifyReport report)
    {
        var vault = await OpenAsync(store);
        foreach (var (kind, id, tree, items) in Content)
        {
            var lost = report
                .Findings.SelectMany(finding => finding.Affected)
                .Where(entry => entry.Root == id && entry.Tree == tree)
                .DistinctBy(entry => (entry.Group, entry.Id))
                .ToList();
            var isRootNamed = report.Findings.Any(finding =>
                finding.Blob.StartsWith(BlobNames.Root(kind, id), StringComparison.Ordinal)
            );
            // Below a damaged page only its first entry is named.
            if (isRootNamed || lost.Any(entry => entry.Key.Length == 0))
                continue;
            var reader = await vault.OpenRootAsync(kind, id, Never);
            foreach (var item in items)
            {
                var isLost = lost.Any(entry => (entry.Group, entry.Id) == (item.Group, item.Id));
                await ShouldReadAsync(reader, tree, item, isLost);
            }
            long passedBy = 0;
            var sound = reader.ReadSoundAsync(tree, told => passedBy += told.Count, Never);
            (await sound.CountAsync()).ShouldBe(items.Length - lost.Count);
            passedBy.ShouldBe(lost.Count);
        }
    }

    private static async Task ShouldReadAsync(
        RootReader reader,
        string tree,
        (string Group, string Id, byte[] Content) item,
        bool isLost
    )
    {
        var entry = await reader.FindAsync(tree, item.Group, item.Id, Never);
        if (isLost)
        {
            await Should.ThrowAsync<VaultException>(async () =>
                await reader.ReadRecordAsync(entry.ShouldNotBeNull().Record, Never)
            );
            return;
        }
        var read = await reader.ReadRecordAsync(entry.ShouldNotBeNull().Record, Never);
        read.AsSpan().SequenceEqual(item.Content).ShouldBeTrue();
    }
}
