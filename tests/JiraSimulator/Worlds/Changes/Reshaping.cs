using JiraSimulator.Assets;
using JiraSimulator.Sites;

namespace JiraSimulator.Worlds.Changes;

/// <summary>What an administrator does in Assets itself, for which the API has no call or tells no one.</summary>
internal static class Reshaping
{
    public static bool CanMove(World world, long schemaId) => Movable(world, schemaId).Count > 1;

    /// <summary>
    /// Moves an object to another type of its schema; values of attributes that the two share stay. Whether that makes it
    /// "updated" no document says: it does not.
    /// </summary>
    public static MovedObject Move(World world, long schemaId, Dice dice)
    {
        var types = Movable(world, schemaId);
        var from = dice.Pick(types);
        var to = dice.Pick(types.Where(type => type.Id != from.Id).ToList());
        var moving = world.Objects.Find(dice.Pick(world.Objects.IdsOf(from.Id).ToList()))!;
        var moved = new AssetObject(moving.Id, to.Id)
        {
            Created = moving.Created,
            Updated = moving.Updated,
        };
        moved.Set(
            world.LabelAttributeOf(to).Id,
            [.. moving.ValuesOf(world.LabelAttributeOf(from).Id)]
        );
        foreach (var attribute in world.AttributesOf(to).Where(own => !own.IsSystem))
            if (moving.Values.TryGetValue(attribute.Id, out var values))
                moved.Set(attribute.Id, [.. values]);
        world.Objects.Remove(moving);
        world.Objects.Add(moved);
        return new MovedObject(moved.Id, from.Id, to.Id);
    }

    private static List<ObjectType> Movable(World world, long schemaId) =>
        [
            .. world.Types.Values.Where(type =>
                type.SchemaId == schemaId
                && !type.IsAbstract
                && world.Objects.IdsOf(type.Id).Count > 1
            ),
        ];

    /// <summary>Deletes the attribute of a schema that most objects have a value of, labels and references aside.</summary>
    public static DroppedAttribute Drop(World world, long schemaId)
    {
        var (attribute, holders) = world
            .Attributes.Values.Where(attribute =>
                !attribute.IsSystem
                && !attribute.IsReference
                && !attribute.Settings.Label
                && world.Types[attribute.OwnerTypeId].SchemaId == schemaId
            )
            .Select(attribute =>
                (
                    attribute,
                    world
                        .ObjectsHolding(world.Types[attribute.OwnerTypeId])
                        .Count(holder => holder.ValuesOf(attribute.Id).Count > 0)
                )
            )
            .MaxBy(pair => pair.Item2);
        Cascade.DeleteAttribute(world, attribute);
        return new DroppedAttribute(attribute.Id, holders);
    }
}

internal sealed record MovedObject(long Id, long FromType, long ToType);

internal sealed record DroppedAttribute(long Id, int Holders);
