using System.Collections.Concurrent;
using System.Globalization;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Worlds;

/// <summary>The Assets workspace of one site: everything that its REST calls read and change.</summary>
public sealed class World
{
    private readonly ConcurrentDictionary<
        long,
        IReadOnlyList<AttributeDefinition>
    > attributesOfType = [];

    private readonly ConcurrentDictionary<long, AttributeDefinition> labelOfType = [];

    internal World(string name, Site site, TimeProvider time)
    {
        Name = name;
        Site = site;
        Time = time;
    }

    /// <summary>What the world was generated from: <c>itsm</c>, <c>empty</c> or <c>n:COUNT</c>.</summary>
    public string Name { get; }

    public Site Site { get; }

    public Switches Switches { get; set; } = new();

    internal TimeProvider Time { get; }

    internal Faults Faults { get; } = new();
    internal SearchRecord Searches { get; } = new();

    internal RateLimits RateLimits { get; } = new();

    /// <summary>Held by every call: many readers or one writer.</summary>
    internal ReaderWriterLockSlim Gate { get; } = new();

    internal SortedDictionary<long, ObjectSchema> Schemas { get; } = [];
    internal SortedDictionary<long, ObjectType> Types { get; } = [];
    internal SortedDictionary<long, AttributeDefinition> Attributes { get; } = [];
    internal SortedDictionary<long, StatusType> Statuses { get; } = [];
    internal SortedDictionary<long, ReferenceType> ReferenceTypes { get; } = [];
    internal SortedDictionary<long, Icon> Icons { get; } = [];
    internal ObjectStore Objects { get; } = new();
    internal MediaStore Media { get; } = new();
    internal IssueStore Issues { get; } = new();
    internal Roles Roles { get; } = new();
    internal Counters Counters { get; } = new();

    /// <summary>What the last search gave, or was to give.</summary>
    internal List<AssetObject> PageBefore { get; set; } = [];

    internal DateTimeOffset Now => Time.GetUtcNow().AddSeconds(Switches.ClockAheadSeconds);

    /// <summary>The schema is listed and refuses everybody.</summary>
    internal bool IsClosed(long schemaId) =>
        Switches.ClosedSchemas.Count > 0
        && Switches.ClosedSchemas.Contains(Schemas[schemaId].Key, StringComparer.Ordinal);

    /// <summary>No account has a role in the schema.</summary>
    internal bool IsHidden(long schemaId) =>
        Switches.HiddenSchemas.Count > 0
        && Switches.HiddenSchemas.Contains(Schemas[schemaId].Key, StringComparer.Ordinal);

    internal IEnumerable<ObjectType> TypesOf(long schemaId) =>
        Types.Values.Where(type => type.SchemaId == schemaId);

    internal IEnumerable<ObjectType> ChildrenOf(long schemaId, long? parentId) =>
        TypesOf(schemaId).Where(type => type.ParentId == parentId).OrderBy(type => type.Position);

    internal IEnumerable<AttributeDefinition> OwnAttributesOf(long typeId) =>
        Attributes
            .Values.Where(attribute => attribute.OwnerTypeId == typeId)
            .OrderBy(attribute => attribute.Position);

    /// <summary>The type inherits from its parent.</summary>
    internal bool InheritsFromParent(ObjectType type) =>
        type.ParentId is { } parent && Types[parent].Inherited;

    /// <summary>Inherited attributes first, then its own, in order of position.</summary>
    internal IReadOnlyList<AttributeDefinition> AttributesOf(ObjectType type) =>
        attributesOfType.GetOrAdd(type.Id, _ => Inherit(type));

    /// <summary>To be called whenever a type or an attribute was added, changed or removed.</summary>
    internal void DefinitionsChanged()
    {
        attributesOfType.Clear();
        labelOfType.Clear();
    }

    internal bool IsSameOrBelow(ObjectType type, long ancestorId) =>
        type.Id == ancestorId
        || (type.ParentId is { } parent && IsSameOrBelow(Types[parent], ancestorId));

    /// <summary>The type itself and all below it that receive its attributes.</summary>
    internal IEnumerable<ObjectType> SharersOf(ObjectType owner)
    {
        IEnumerable<ObjectType> below = owner.Inherited
            ? ChildrenOf(owner.SchemaId, owner.Id).SelectMany(SharersOf)
            : [];
        return [owner, .. below];
    }

    /// <summary>Objects of the type and of all that share its attributes.</summary>
    internal IEnumerable<AssetObject> ObjectsHolding(ObjectType owner) =>
        SharersOf(owner).SelectMany(type => Objects.IdsOf(type.Id)).Select(id => Objects.Find(id)!);

    internal AttributeDefinition LabelAttributeOf(ObjectType type) =>
        labelOfType.GetOrAdd(
            type.Id,
            _ => AttributesOf(type).First(attribute => attribute.Settings.Label)
        );

    internal string LabelOf(AssetObject labelled) =>
        labelled.ValuesOf(LabelAttributeOf(Types[labelled.TypeId]).Id) is [var label, ..]
            ? label
            : "";

    internal string KeyOf(AssetObject keyed) =>
        $"{Schemas[Types[keyed.TypeId].SchemaId].Key}-{keyed.Id}";

    /// <summary>Stored values, without references to objects that are gone (contract §5.5: they vanish silently).</summary>
    internal IReadOnlyList<string> LiveValuesOf(AssetObject holder, AttributeDefinition attribute)
    {
        var values = holder.ValuesOf(attribute.Id);
        return attribute.IsReference
            ?
            [
                .. values.Where(id =>
                    Objects.Find(long.Parse(id, CultureInfo.InvariantCulture)) is not null
                ),
            ]
            : values;
    }

    private List<AttributeDefinition> Inherit(ObjectType type)
    {
        IEnumerable<AttributeDefinition> inherited = InheritsFromParent(type)
            ? AttributesOf(Types[type.ParentId!.Value])
            : [];
        return [.. inherited, .. OwnAttributesOf(type.Id)];
    }
}
