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
            parts.Where(part => part.Name == known.Part).SelectMany(part => Told(part, known.Words))
        );
        var words = string.Join(", ", left);
        return words.Length == 0
            ? null
            : $"This version of the app does not restore {words}. They stay in the backup.";
    }

    private static IEnumerable<string> Told(SnapshotPart part, Func<int, string> words)
    {
        if (part.State == PartState.Following)
            yield return $"{part.Name} (still being read)";
        else if (part.Count > 0)
            yield return words(part.Count);
    }
}
