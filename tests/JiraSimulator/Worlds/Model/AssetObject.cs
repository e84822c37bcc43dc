namespace JiraSimulator.Worlds;

/// <summary>
/// An object and its values by attribute id, as they are written: text, target object id, account id, group name, project key or status id.
/// Key, Created and Updated have no stored value.
/// </summary>
internal sealed class AssetObject(
    long id,
    long typeId,
    Func<long, Dictionary<long, List<string>>>? compute = null,
    Func<long, ObjectParts>? computeParts = null
)
{
    private Dictionary<long, List<string>>? values;
    private ObjectParts? parts;

    public long Id => id;
    public long TypeId => typeId;
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; set; }

    /// <summary>Null shows the icon of the type.</summary>
    public Avatar? Avatar { get; set; }

    /// <summary>Null while it is not archived; only Data Center archives.</summary>
    public Archival? Archival { get; set; }

    /// <summary>Attributes without a value are absent. A counted world computes them when first looked at.</summary>
    public Dictionary<long, List<string>> Values => values ??= compute?.Invoke(id) ?? [];

    /// <summary>Comments, attachments and history; a counted world computes them when first looked at.</summary>
    public ObjectParts Parts => parts ??= computeParts?.Invoke(id) ?? new ObjectParts(id);

    public IReadOnlyList<string> ValuesOf(long attributeId) =>
        Values.TryGetValue(attributeId, out var values) ? values : [];

    public void Set(long attributeId, List<string> values)
    {
        if (values.Count == 0)
            Values.Remove(attributeId);
        else
            Values[attributeId] = values;
    }
}

/// <summary>When and by whom an object was archived.</summary>
internal sealed record Archival(DateTimeOffset At, string AccountId);
