using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// The objects that references of a snapshot may lead to: its own, and those of other schemas that it has labels of. A
/// reference to any other is <i>loose</i>: what it led to was deleted after the holder was read and before it was read itself,
/// or the account does not see it.
/// </summary>
internal sealed class KnownObjects
{
    // Numbers take less memory than their texts.
    private readonly HashSet<long> numbers = [];
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public static async Task<KnownObjects> ReadAsync(
        Func<string, IAsyncEnumerable<TreeEntry>> list,
        CancellationToken cancellationToken
    )
    {
        var known = new KnownObjects();
        foreach (var tree in new[] { SnapshotTrees.Objects, SnapshotTrees.ForeignLabels })
        await foreach (var entry in list(tree).WithCancellation(cancellationToken))
            known.Add(entry.Id);
        return known;
    }

    public bool Has(string id) =>
        KeysetProbe.TryParse(id, out var number) ? numbers.Contains(number) : texts.Contains(id);

    /// <param name="content">The record of an object.</param>
    public bool HasLooseReference(ReadOnlyMemory<byte> content) =>
        ReferencesIn(content).Any(id => !Has(id));

    /// <summary>The ids of the objects that one refers to.</summary>
    public static IEnumerable<string> ReferencesIn(ReadOnlyMemory<byte> content) =>
        MayRefer(content.Span)
            ? RecordJson
                .Read<ObjectRecord>(content)
                .Attributes.SelectMany(attribute => attribute.ObjectAttributeValues)
                .Select(value => value.ReferencedObject)
                .OfType<string>()
            : [];

    /// <summary>False costs no parsing.</summary>
    public static bool MayRefer(ReadOnlySpan<byte> content) =>
        content.IndexOf("\"referencedObject\""u8) >= 0;

    private void Add(string id) =>
        _ = KeysetProbe.TryParse(id, out var number) ? numbers.Add(number) : texts.Add(id);
}
