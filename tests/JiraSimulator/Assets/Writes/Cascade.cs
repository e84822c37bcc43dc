using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>What goes with a type or a schema that is deleted.</summary>
internal static class Cascade
{
    public static void DeleteSchema(World world, ObjectSchema schema)
    {
        foreach (var type in world.TypesOf(schema.Id).ToList())
            DeleteType(world, type);
        RemoveWhere(world.Statuses, status => status.SchemaId == schema.Id);
        RemoveWhere(world.ReferenceTypes, type => type.SchemaId == schema.Id);
        RemoveWhere(world.Icons, icon => icon.SchemaId == schema.Id);
        world.Schemas.Remove(schema.Id);
        world.DefinitionsChanged();
    }

    /// <summary>Objects, own attributes, and attributes elsewhere that point at the type.</summary>
    public static void DeleteType(World world, ObjectType type)
    {
        foreach (var id in world.Objects.IdsOf(type.Id).ToList())
            world.Objects.Remove(world.Objects.Find(id)!);
        foreach (
            var attribute in world
                .Attributes.Values.Where(a =>
                    a.OwnerTypeId == type.Id || a.Settings.ReferenceObjectTypeId == type.Id
                )
                .ToList()
        )
        {
            DeleteAttribute(world, attribute);
        }
        world.Types.Remove(type.Id);
        world.DefinitionsChanged();
    }

    public static void DeleteAttribute(World world, AttributeDefinition attribute)
    {
        if (world.Types.TryGetValue(attribute.OwnerTypeId, out var owner))
        {
            foreach (var holder in world.ObjectsHolding(owner))
                holder.Values.Remove(attribute.Id);
        }
        world.Attributes.Remove(attribute.Id);
        world.DefinitionsChanged();
    }

    private static void RemoveWhere<T>(SortedDictionary<long, T> items, Func<T, bool> matches)
    {
        foreach (var (id, _) in items.Where(pair => matches(pair.Value)).ToList())
            items.Remove(id);
    }
}
