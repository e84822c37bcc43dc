namespace JiraSimulator.Worlds;

/// <summary>Ids from one counter per kind; objects of all schemas share one (contract §10 row 3).</summary>
internal sealed class Counters
{
    private long schema;
    private long type;
    private long attribute;
    private long status;
    private long referenceType;
    private long icon;
    private long asset;

    public long NextSchema() => ++schema;

    public long NextType() => ++type;

    public long NextAttribute() => ++attribute;

    public long NextStatus() => ++status;

    public long NextReferenceType() => ++referenceType;

    public long NextIcon() => ++icon;

    public long NextObject() => ++asset;

    /// <summary>Sites count from different numbers, so that an id of one means another thing on the next.</summary>
    public void StartAt(long offset) =>
        (schema, type, attribute, status, referenceType, icon, asset) = (
            offset / 7,
            offset,
            offset * 3,
            offset / 5,
            offset / 6,
            offset / 2,
            offset * 4
        );

    public void SkipObjects(long upTo) => asset = upTo;
}
