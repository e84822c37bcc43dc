using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>What a backup holds and this version of the app does not restore.</summary>
internal static class PartsNotRestored
{
    private static readonly (string Part, Func<int, string> Words)[] Parts =
    [
        ("comments", count => Words.Count(count, "comment")),
        ("history", count => $"{Words.Count(count, "line")} of history"),
        ("attachments", count => Words.Count(count, "attachment")),
        ("avatars", count => $"{Words.Count(count, "picture")} of objects"),
        ("roles", count => Words.Count(count, "role")),
        ("issueFields", count => $"the Assets fields of {Words.Count(count, "issue")}"),
        ("archivedObjects", count => Words.Count(count, "archived object")),
    ];

    /// <returns>A warning in words; null where all that the backup holds is restored.</returns>
    public static string? InWords(IReadOnlyList<SnapshotPart> parts)
    {
        var left = Parts.SelectMany(known =>
            parts
                .Where(part => part.Name == known.Part)
                .Select(part => (Part: part, Words: known.Words(part.Count)))
        );
        var there = string.Join(
            ", ",
            left.Where(one => one.Part is { State: not PartState.Following, Count: > 0 })
                .Select(one => one.Words)
        );
        var missing = string.Join(
            ", ",
            left.Where(one => one.Part.State == PartState.Following)
                .Select(one => Shown(one.Part.Name))
        );
        var words = new List<string>();
        if (there.Length > 0)
            words.Add(
                $"This version of the app does not restore {there}. What the backup has of them stays in it."
            );
        if (missing.Length > 0)
            words.Add($"The backup has none of these yet, or any more: {missing}.");
        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private static string Shown(string part) =>
        part switch
        {
            "avatars" => "pictures of objects",
            "issueFields" => "Assets fields of issues",
            "archivedObjects" => "archived objects",
            _ => part,
        };
}
