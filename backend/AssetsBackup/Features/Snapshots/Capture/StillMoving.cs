namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Objects that did not stand still.</summary>
/// <param name="Keys">Of the first of them, those that are known; of one without a key its id.</param>
internal sealed record StillMoving(int Count, IReadOnlyList<string> Keys)
{
    /// <summary>As many as somebody looks through.</summary>
    public const int KeysAtMost = 50;

    public static StillMoving None { get; } = new(0, []);

    public StillMoving And(StillMoving others) =>
        new(Count + others.Count, [.. Keys.Union(others.Keys).Take(KeysAtMost)]);
}
