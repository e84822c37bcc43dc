using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>What a damaged file keeps from being read, in words: objects first, by their keys as far as there is room.</summary>
internal static class LostItems
{
    private const int NamedAtMost = 20;

    private static readonly (string Tree, Func<long, string> Words)[] Trees =
    [
        (SnapshotTrees.Objects, count => Words.Count(count, "object")),
        (SnapshotTrees.ArchivedObjects, count => Words.Count(count, "archived object")),
        (SnapshotTrees.Schema, _ => "the schema itself"),
        (SnapshotTrees.ObjectTypes, count => Words.Count(count, "object type")),
        (
            SnapshotTrees.Attributes,
            count => $"the attributes of {Words.Count(count, "object type")}"
        ),
        (SnapshotTrees.Statuses, count => Words.Count(count, "status")),
        (SnapshotTrees.ReferenceTypes, count => Words.Count(count, "reference type")),
        (SnapshotTrees.Icons, count => Words.Count(count, "icon")),
        (SnapshotTrees.IconImages, count => Words.Count(count, "icon image")),
        (SnapshotTrees.Roles, count => Words.Count(count, "role")),
        (SnapshotTrees.Avatars, count => $"the pictures of {Words.Count(count, "object")}"),
        (SnapshotTrees.Comments, count => $"the comments of {Words.Count(count, "object")}"),
        (SnapshotTrees.History, count => $"the history of {Words.Count(count, "object")}"),
        (
            SnapshotTrees.Attachments,
            count => $"the list of attachments of {Words.Count(count, "object")}"
        ),
        (SnapshotTrees.AttachmentFiles, count => Words.Count(count, "attached file")),
        (SnapshotTrees.IssueFields, count => Words.Count(count, "issue field")),
        (SnapshotTrees.IssueValues, count => $"what {Words.Count(count, "issue")} refer to"),
        (
            SnapshotTrees.ForeignLabels,
            count => $"the names of {Words.Count(count, "object")} elsewhere"
        ),
    ];

    /// <returns>"549 objects (ITA-586, ITA-597), the history of 3 objects (ITA-1)"</returns>
    public static string InWords(VerifyFinding finding)
    {
        var known = Trees.Select(tree => tree.Tree).ToHashSet(StringComparer.Ordinal);
        var parts = Trees
            .Where(tree => finding.ByTree.ContainsKey(tree.Tree))
            .Select(tree => $"{tree.Words(finding.ByTree[tree.Tree])}{NamesOf(finding, tree.Tree)}")
            .ToList();
        // Those of a plan, and of versions of the program that keep more.
        var others = finding
            .ByTree.Where(tree => !known.Contains(tree.Key))
            .Sum(tree => tree.Value);
        if (others > 0)
            parts.Add(Words.Count(others, "other item"));
        return string.Join(", ", parts);
    }

    private static string NamesOf(VerifyFinding finding, string tree)
    {
        var names = finding
            .Affected.Where(entry => entry.Tree == tree && entry.Key.Length > 0)
            .Select(entry => entry.Key)
            .Distinct(StringComparer.Ordinal)
            .Take(NamedAtMost + 1)
            .ToList();
        return names.Count == 0 ? ""
            : names.Count > NamedAtMost
                ? $" ({string.Join(", ", names.Take(NamedAtMost))} and others)"
            : $" ({string.Join(", ", names)})";
    }
}
