using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

/// <summary>Two snapshots beside each other.</summary>
internal sealed partial class CaptureHost
{
    // A reference that is gone may leave its label for a while.
    private const string Hints = SnapshotTrees.ForeignLabels;

    public async Task<CaptureBasis> BasisAsync(Guid snapshot) =>
        SnapshotFacts.Read((await RootAsync(snapshot)).Facts).Basis.ShouldNotBeNull();

    /// <summary>A full backup made now holds the same, entry by entry, and says so in its coverage manifest.</summary>
    public async Task ShouldBeEqualToFullAsync(string key, Guid snapshot, bool archived = false)
    {
        var full = await FullBackUpAsync(key, archived);
        (await BasisAsync(full.Id)).On.ShouldBeNull();
        await ShouldBeEqualAsync(snapshot, full.Id);
        foreach (var part in SnapshotTrees.OfPart.Keys.Append("objects"))
            (await PartAsync(snapshot, part)).ShouldBeEquivalentTo(await PartAsync(full.Id, part));
    }

    public async Task ShouldBeEqualAsync(Guid one, Guid other)
    {
        var (here, there) = (await OpenAsync(one), await OpenAsync(other));
        here.Record.Trees.Keys.ShouldBe(there.Record.Trees.Keys);
        foreach (var tree in here.Record.Trees.Keys.Where(name => name != Hints))
        {
            var differences = await here.DifferencesFromAsync(
                    there.Record,
                    tree,
                    CancellationToken.None
                )
                .Select(difference => $"{difference.Before} -> {difference.After}")
                .ToListAsync();
            differences.ShouldBeEmpty(tree);
        }
    }
}
