using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>A schema, and what is counted in it; archived objects are counted apart.</summary>
internal static class SchemaShape
{
    private const int LookedAt = 1000;

    public static void Write(Wire wire, ObjectSchema schema)
    {
        var json = wire.Json;
        var types = wire.World.TypesOf(schema.Id).ToList();
        json.WriteStartObject();
        json.WriteNumber("id", schema.Id);
        json.WriteString("name", schema.Name);
        json.WriteString("objectSchemaKey", schema.Key);
        json.WriteString("status", "Ok");
        wire.Words("description", schema.Description);
        wire.Time("created", schema.Created);
        wire.Time("updated", schema.Updated);
        json.WriteNumber("objectCount", CountIn(wire.World, types));
        if (!wire.Switches.AssetsBaseMissing)
            json.WriteNumber("archivedObjectCount", ArchivedIn(wire.World, schema));
        json.WriteNumber("objectTypeCount", types.Count);
        json.WriteEndObject();
    }

    public static void WriteStatistics(Wire wire, ObjectSchema schema)
    {
        var json = wire.Json;
        var world = wire.World;
        var types = world.TypesOf(schema.Id).ToList();
        var counts = types.ConvertAll(type => world.Objects.IdsOf(type.Id).Count);
        json.WriteStartObject();
        json.WriteNumber("schemaId", schema.Id);
        json.WriteNumber("totalObjectCount", counts.Sum());
        json.WriteNumber("totalObjectTypeCount", types.Count);
        json.WriteNumber(
            "totalAttributeCount",
            types.Sum(t => world.OwnAttributesOf(t.Id).Count())
        );
        json.WriteNumber("totalAttributeValueCount", types.Sum(type => ValuesIn(world, type)));
        json.WriteNumber("numberOfArchivedObjects", ArchivedIn(world, schema));
        json.WriteNumber("maxNumberOfObjectsByObjectType", counts.DefaultIfEmpty().Max());
        json.WriteNumber(
            "averageNumberOfObjectsByObjectType",
            types.Count == 0 ? 0 : counts.Sum() / types.Count
        );
        json.WriteEndObject();
    }

    private static int CountIn(World world, IEnumerable<ObjectType> types) =>
        types.Sum(type => world.Objects.IdsOf(type.Id).Count);

    private static int ArchivedIn(World world, ObjectSchema schema) =>
        world.Objects.Archived.Count(found => world.Types[found.TypeId].SchemaId == schema.Id);

    /// <summary>Reckoned from the first objects where there are many: a computed world makes each one to look at it.</summary>
    private static long ValuesIn(World world, ObjectType type)
    {
        var ids = world.Objects.IdsOf(type.Id);
        var counted = ids.Take(LookedAt)
            .Sum(id => (long)world.Objects.Find(id)!.Values.Values.Sum(values => values.Count));
        return ids.Count <= LookedAt ? counted : counted * ids.Count / LookedAt;
    }
}
