namespace AssetsBackup.Vault;

/// <summary>Entries that are staged and not written yet. Not safe for several threads.</summary>
internal sealed class StagedEntries
{
    // The fixed part of an entry is about 40 bytes at most: lengths, time, record id.
    private const int FixedLength = 40;

    private readonly Dictionary<string, Dictionary<EntryKey, TreeEntry>> trees = new(
        StringComparer.Ordinal
    );

    /// <summary>An upper bound of the bytes that the entries take in a part.</summary>
    internal int Length { get; private set; }

    /// <summary>Of all entries that do not take another away.</summary>
    internal IEnumerable<RecordId> Records =>
        trees
            .Values.SelectMany(tree => tree.Values)
            .Where(entry => !entry.IsRemoved)
            .Select(entry => entry.Record);

    /// <summary>Makes the tree exist, were it to stay empty.</summary>
    internal void AddTree(string tree)
    {
        if (trees.TryAdd(tree, []))
            Length += tree.Length + FixedLength;
    }

    internal void Add(string tree, TreeEntry entry, int length)
    {
        trees[tree][TreeItems.KeyOf(entry)] = entry;
        Length += length;
    }

    internal ProgressSection[] ToSections() =>
        [.. trees.Select(tree => ToSection(tree.Key, tree.Value.Values))];

    /// <exception cref="ArgumentException">A text is too long or has a lone surrogate.</exception>
    internal static int LengthOf(TreeEntry entry) =>
        FixedLength
        + LengthOf(entry.Group)
        + LengthOf(entry.Id)
        + LengthOf(entry.Key)
        + LengthOf(entry.Label);

    private static int LengthOf(string text) =>
        text.Length <= VaultLimits.Text
            ? ByteWriter.StrictUtf8.GetByteCount(text)
            : throw new ArgumentException(
                $"An entry's text is longer than {VaultLimits.Text}",
                nameof(text)
            );

    private static ProgressSection ToSection(string tree, IEnumerable<TreeEntry> staged)
    {
        var entries = staged.ToArray();
        Array.Sort(entries, (a, b) => TreeItems.KeyOf(a).CompareTo(TreeItems.KeyOf(b)));
        var writer = new ByteWriter();
        string? group = null;
        foreach (var entry in entries)
        {
            writer.Byte(entry.IsRemoved ? (byte)1 : (byte)0);
            TreeItems.Write(writer, entry, group);
            group = entry.Group;
        }
        return new ProgressSection(tree, entries.Length, writer.Written);
    }
}
