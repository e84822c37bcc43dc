namespace JiraSimulator.Worlds;

/// <summary>What hangs on an object beside its values. Ids hold the object's own, so that no index of them is needed.</summary>
internal sealed class ObjectParts(long objectId)
{
    private const long IdsPerObject = 10_000;

    private long lastNumber;

    public List<Comment> Comments { get; } = [];
    public List<Attachment> Attachments { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<HistoryEntry> History { get; } = [];

    public long NextId() => (objectId * IdsPerObject) + ++lastNumber;

    public static long OwnerOf(long partId) => partId / IdsPerObject;
}

/// <summary>A comment; a <see cref="Role"/> other than 0 hides it from all but managers of the schema.</summary>
internal sealed record Comment(
    long Id,
    string AccountId,
    DateTimeOffset Created,
    string Text,
    int Role = 0
)
{
    public DateTimeOffset Updated { get; init; } = Created;
}

/// <summary>A file of the media host under a name; several may share one file.</summary>
internal sealed record Attachment(
    long Id,
    string AccountId,
    DateTimeOffset Created,
    string FileName,
    string ContentType,
    MediaFile File
)
{
    public string Comment { get; init; } = "";
}

/// <summary>One change as people saw it: names and display texts, never ids (contract §5.13).</summary>
internal sealed record HistoryEntry(long Id, string AccountId, DateTimeOffset Created, int Kind)
{
    public string? Attribute { get; init; }
    public string? OldValue { get; init; }
    public string? NewValue { get; init; }
}

/// <summary>The meaning of <c>type</c> in a history is not published: these numbers are the simulator's own.</summary>
internal static class HistoryKind
{
    public const int Born = 0;
    public const int ValueChanged = 1;
    public const int ReferenceChanged = 2;
}
