namespace AssetsBackup.Features.Snapshots;

/// <summary>One line of a snapshot's coverage manifest.</summary>
/// <param name="Name">schema, statuses, referenceTypes, icons, objectTypes, attributes, objects…</param>
/// <param name="Count">How many items were captured.</param>
/// <param name="Reasons">What is missing and why; empty when captured in full.</param>
public sealed record SnapshotPart(
    string Name,
    PartState State,
    int Count,
    IReadOnlyList<string> Reasons
)
{
    /// <summary>Of issueFields: the search that finds as many issues in Jira; null for all others.</summary>
    public string? Jql { get; init; }

    /// <summary>What is captured in full and may be in the way of a restore.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether no object is missing.</summary>
    internal static bool HaveAllObjects(IEnumerable<SnapshotPart> parts) =>
        parts.Any(part => part is { Name: "objects", State: PartState.Captured });

    /// <summary>A part that was to follow and does not come any more, in the state that it is left in; any other as it is.</summary>
    internal SnapshotPart Without(PartState state, string reason) =>
        State == PartState.Following ? this with { State = state, Reasons = [reason] } : this;
}

public enum PartState
{
    Captured,
    Partial,
    NotAvailable,

    /// <summary>This version of the app does not capture it yet, or nobody wanted it.</summary>
    NotCaptured,

    /// <summary>Is read after the objects: the run that made the backup adds it, or ends without it.</summary>
    Following,

    /// <summary>Was captured; the storage has lost it.</summary>
    Lost,
}
