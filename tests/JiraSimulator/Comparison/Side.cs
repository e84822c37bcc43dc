using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>The schemas of one side, and names for their parts that mean the same on the other.</summary>
internal sealed class Side
{
    private readonly Dictionary<long, int> pairOfSchema;

    public Side(World world, IReadOnlyList<long> schemaIds)
    {
        World = world;
        SchemaIds = schemaIds;
        pairOfSchema = schemaIds
            .Select((id, pair) => (id, pair))
            .ToDictionary(x => x.id, x => x.pair);
        Types = [.. schemaIds.SelectMany(world.TypesOf)];
    }

    public World World { get; }
    public IReadOnlyList<long> SchemaIds { get; }
    public IReadOnlyList<ObjectType> Types { get; }

    /// <summary>Names the schema by its place among the pairs, or by its name when it is not compared.</summary>
    public string SchemaMeaning(long schemaId) =>
        pairOfSchema.TryGetValue(schemaId, out var pair)
            ? $"#{pair.ToString(CultureInfo.InvariantCulture)}"
        : World.Schemas.TryGetValue(schemaId, out var other) ? other.Name
        : "<gone>";

    public string TypeMeaning(long typeId) =>
        World.Types.TryGetValue(typeId, out var type)
            ? $"{SchemaMeaning(type.SchemaId)}{TypePath(type)}"
            : "<gone>";

    /// <summary>For people: <c>IT assets/Hardware/Computer</c>.</summary>
    public string ShownType(ObjectType type) => World.Schemas[type.SchemaId].Name + TypePath(type);

    public string StatusMeaning(string id) =>
        World.Statuses.TryGetValue(long.Parse(id, CultureInfo.InvariantCulture), out var status)
            ? $"{status.Name} ({status.Category}, {(status.SchemaId is null ? "global" : "own")})"
            : "<gone>";

    /// <summary>Names people by their mail address: a Data Center knows them by other keys.</summary>
    public string UserMeaning(string id) =>
        World.Site.Accounts.FirstOrDefault(account => account.AccountId == id)?.Email ?? id;

    public bool IsCompared(AssetObject candidate) =>
        pairOfSchema.ContainsKey(World.Types[candidate.TypeId].SchemaId);

    private string TypePath(ObjectType type) =>
        (type.ParentId is { } parent ? TypePath(World.Types[parent]) : "") + "/" + type.Name;
}
