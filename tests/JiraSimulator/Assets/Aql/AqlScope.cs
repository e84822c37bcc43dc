using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>What one caller can search: the types that account sees, and how its dates are read.</summary>
internal sealed class AqlScope
{
    public AqlScope(World world, Account caller)
    {
        World = world;
        Caller = caller;
        Types = caller.HasAssetsRole
            ?
            [
                .. world.Types.Values.Where(type =>
                    !world.IsClosed(type.SchemaId) && !world.IsHidden(type.SchemaId)
                ),
            ]
            : [];
        Time = new AqlTime(world.Now, ZoneOf(caller));
    }

    public World World { get; }
    public Account Caller { get; }
    public IReadOnlyList<ObjectType> Types { get; }
    public AqlTime Time { get; }

    /// <summary>Names of types, schemas and attributes are told apart by case on Data Center alone (contract §7, §11).</summary>
    public StringComparison Names =>
        World.Site.IsDataCenter ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The attribute of this name in every type that has it.</summary>
    public Dictionary<long, AttributeDefinition> AttributesNamed(string name)
    {
        var found = new Dictionary<long, AttributeDefinition>();
        foreach (var type in Types)
        {
            var attribute = World
                .AttributesOf(type)
                .FirstOrDefault(a => a.Name.Equals(name, Names));
            if (attribute is not null)
                found.Add(type.Id, attribute);
        }
        return found;
    }

    private static TimeZoneInfo ZoneOf(Account caller) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(caller.TimeZone, out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
