namespace JiraSimulator.Worlds;

/// <summary>Ids from one counter per kind; objects of all schemas share one (contract §10 row 3).</summary>
internal sealed class Counters
{
    private long _schema;
    private long _type;
    private long _attribute;
    private long _status;
    private long _referenceType;
    private long _icon;
    private long _object;

    public long NextSchema() => ++_schema;

    public long NextType() => ++_type;

    public long NextAttribute() => ++_attribute;

    public long NextStatus() => ++_status;

    public long NextReferenceType() => ++_referenceType;

    public long NextIcon() => ++_icon;

    public long NextObject() => ++_object;

    /// <summary>Sites count from different numbers, so that an id of one means another thing on the next.</summary>
    public void StartAt(long offset) =>
        (_schema, _type, _attribute, _status, _referenceType, _icon, _object) = (
            offset / 7,
            offset,
            offset * 3,
            offset / 5,
            offset / 6,
            offset / 2,
            offset * 4
        );

    public void SkipObjects(long upTo) => _object = upTo;
}
