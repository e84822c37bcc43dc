using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every call of a copy fails in turn, at the source or at the destination.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class CopyFaultTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Old = Objects(1, 20);
    private static readonly (string Group, string Id, byte[] Content)[] New = Objects(10, 30);

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_the_source_leaves_whole_roots_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var (source, first) = await StoresAsync();
        MemoryBlobStore destination = new();

        var calls = await FaultMatrix.EachCallAsync(
            source,
            afterwards,
            isKill,
            store =>
            {
                destination = first.Copy();
                return new VaultCopy(store, destination, Keys()).RunAsync(isLast: true, Never);
            },
            store => ShouldEndWellAsync(store, destination),
            store => destination.Names("").ShouldBe(store.Names(""))
        );

        calls.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_the_destination_leaves_whole_roots_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var (source, first) = await StoresAsync();

        var calls = await FaultMatrix.EachCallAsync(
            first,
            afterwards,
            isKill,
            store => new VaultCopy(source, store, Keys()).RunAsync(isLast: true, Never),
            store => ShouldEndWellAsync(source, store),
            store => store.Names("").ShouldBe(source.Names(""))
        );

        calls.ShouldBeGreaterThan(30);
    }

    private static async Task ShouldEndWellAsync(
        MemoryBlobStore source,
        MemoryBlobStore destination
    )
    {
        await FaultMatrix.ShouldBeSoundAndHoldAsync(destination, Id(1), Old);
        var vault = await OpenAsync(destination);
        if (destination.Names($"snapshots/{Id(2):N}/").Length > 0)
            await ShouldHoldAsync(vault, Id(2), New);
        await new VaultCopy(source, destination, Keys()).RunAsync(isLast: true, Never);
        destination.Names("").ShouldBe(source.Names(""));
        destination.Blobs.ShouldAllBe(blob => source.Blobs[blob.Key].SequenceEqual(blob.Value));
        await FaultMatrix.ShouldBeSoundAndHoldAsync(destination, Id(2), New);
    }

    /// <summary>A source with news since a first pass, and what that pass left at the destination.</summary>
    private static async Task<(MemoryBlobStore Source, MemoryBlobStore Destination)> StoresAsync()
    {
        var (source, destination) = (new MemoryBlobStore(), new MemoryBlobStore());
        var vault = await OpenAsync(source);
        await BackupAsync(vault, Id(1), Old);
        await BackupAsync(vault, Id(3), Objects(50, 10), RootKind.Plan);
        await using (var killed = await vault.BeginAsync(RootKind.Snapshot, Id(4), Never))
        {
            await StageAsync(killed, Objects(90, 5));
            await killed.CheckpointAsync(Never);
        }
        await new VaultCopy(source, destination, Keys()).RunAsync(isLast: false, Never);
        await BackupAsync(vault, Id(2), New);
        await vault.PruneAsync(new PruneMargins { SmallOnes = 0, SmallPack = 0 }, Never);
        var said = new RootAnnotation("copied", IsPinned: true);
        await vault.AnnotateAsync(RootKind.Snapshot, Id(1), said, Never);
        return (source, destination);
    }
}
