using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>The earlier snapshot that an incremental capture starts from: what it does not read anew it takes from there.</summary>
/// <param name="root">The snapshot.</param>
/// <param name="parts">The parts that are wanted now, of those that cost calls for each object.</param>
internal sealed class CaptureBase(RootReader root, IReadOnlyCollection<string> parts)
{
    private HashSet<EntryPlace>? again;

    public Guid Id => root.Record.Id;

    public SnapshotFacts Facts { get; } = SnapshotFacts.Read(root.Record.Facts);

    public CaptureBasis Basis => Facts.Basis!;

    /// <summary>Objects of which something could not be read the last time.</summary>
    public IReadOnlySet<EntryPlace> Again =>
        again ??= Basis
            .Tallies.Where(tally => parts.Contains(tally.Part))
            .SelectMany(tally => tally.Again)
            .ToHashSet();

    /// <summary>The trees that the objects start from; definitions are always read.</summary>
    public Dictionary<string, TreeSummary> ObjectTrees =>
        TreesOf([SnapshotTrees.Objects, SnapshotTrees.ForeignLabels]);

    /// <summary>The trees that the parts start from.</summary>
    public Dictionary<string, TreeSummary> PartTrees =>
        TreesOf(parts.SelectMany(part => SnapshotTrees.OfPart[part]));

    public ValueTask<TreeEntry?> FindAsync(
        string tree,
        string group,
        string id,
        CancellationToken cancellationToken
    ) =>
        root.Record.Trees.ContainsKey(tree)
            ? root.FindAsync(tree, group, id, cancellationToken)
            : ValueTask.FromResult<TreeEntry?>(null);

    public IAsyncEnumerable<TreeEntry> ListAsync(
        string tree,
        string? group,
        CancellationToken cancellationToken
    ) => root.ListAsync(tree, group, cancellationToken);

    /// <summary>What was in a Data Center's archive; nothing where nobody asked for it.</summary>
    public IAsyncEnumerable<TreeEntry> ListArchivedAsync(CancellationToken cancellationToken) =>
        root.Record.Trees.ContainsKey(SnapshotTrees.ArchivedObjects)
            ? root.ListAsync(SnapshotTrees.ArchivedObjects, null, cancellationToken)
            : AsyncEnumerable.Empty<TreeEntry>();

    public IAsyncEnumerable<(TreeEntry Entry, ReadOnlyMemory<byte> Content)> ReadObjectsAsync(
        CancellationToken cancellationToken
    ) => root.ReadAsync(SnapshotTrees.Objects, null, cancellationToken);

    public ValueTask<byte[]> ReadAsync(TreeEntry entry, CancellationToken cancellationToken) =>
        root.ReadRecordAsync(entry.Record, cancellationToken);

    /// <summary>What the objects of a later snapshot are otherwise.</summary>
    public IAsyncEnumerable<TreeDifference> DifferencesToAsync(
        RootReader later,
        CancellationToken cancellationToken
    ) => later.DifferencesFromAsync(root.Record, SnapshotTrees.Objects, cancellationToken);

    /// <summary>Where a part's counting begins: what was not had the last time is asked for again.</summary>
    public PartTally TallyOf(IObjectPart part) =>
        Basis.Tallies.Single(tally => tally.Part == part.Name) with
        {
            Missing = 0,
            Failed = 0,
            Gone = 0,
            NotFound = 0,
            Denied = 0,
            PassedOver = 0,
            Why = null,
            Again = [],
        };

    private Dictionary<string, TreeSummary> TreesOf(IEnumerable<string> names) =>
        names
            .Where(root.Record.Trees.ContainsKey)
            .ToDictionary(tree => tree, tree => root.Record.Trees[tree]);
}
