using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>The two stores: how they are filled, and what must be true of them.</summary>
public sealed partial class VaultCopyTests
{
    /// <summary>A vault with blobs of every kind.</summary>
    private async Task FillAsync()
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

    private Task<CopyReport> CopyAsync(bool isLast) =>
        new VaultCopy(source, destination, Keys()).RunAsync(isLast, Never);

    private static async Task PruneBothAsync(MemoryBlobStore store)
    {
        var later = NewClock();
        var vault = await OpenAsync(store, later);
        foreach (var hours in new[] { 1, 25, 25 })
        {
            later.Advance(TimeSpan.FromHours(hours));
            await vault.PruneAsync(new PruneMargins { SmallOnes = 0 }, Never);
        }
    }

    private static async Task BackupMoreAsync(MemoryBlobStore store) =>
        await BackupAsync(await OpenAsync(store), Id(50), Objects(1, 70));

    private static async Task DeleteAndPruneAsync(MemoryBlobStore store)
    {
        await (await OpenAsync(store)).DeleteAsync(RootKind.Plan, Id(2), Never);
        await PruneBothAsync(store);
    }

    private async Task ShouldHoldWhatItHasAsync()
    {
        var vault = await OpenAsync(destination.Copy());
        await ShouldReadAllRootsAsync(destination);
        if (destination.Names($"snapshots/{Id(1):N}/").Length > 0)
        {
            await ShouldHoldAsync(vault, Id(1), Items);
        }
    }

    private static async Task ShouldReadAllRootsAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store.Copy());
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            foreach (var root in await vault.ListAsync(kind, Never).ToListAsync())
            {
                var scope = VerifyScope.One(kind, root.Id);
                (
                    await vault.VerifyAsync(scope, readData: true, null, Never)
                ).Findings.ShouldBeEmpty();
            }
        }
    }

    private void ShouldBeEqual() => ShouldBeEqual(source, destination);

    private static void ShouldBeEqual(MemoryBlobStore one, MemoryBlobStore other)
    {
        other.Names("").ShouldBe(one.Names(""));
        other.Blobs.ShouldAllBe(blob => one.Blobs[blob.Key].SequenceEqual(blob.Value));
    }
}
