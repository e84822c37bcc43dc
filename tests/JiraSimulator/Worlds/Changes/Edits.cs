using System.Globalization;

namespace JiraSimulator.Worlds.Changes;

/// <summary>What people do to single objects all day, one at a time and by chance.</summary>
internal sealed class Edits(World world, Dice dice)
{
    /// <param name="spareTargets">Whether only such objects are deleted as none refers to, so that no other object changes with them.</param>
    public Edit Run(bool spareTargets)
    {
        var objects = Objects().ToList();
        if (objects.Count == 0)
            return new Edit(EditKind.None, 0);
        var chosen = dice.Pick(objects);
        var work = new Mutation(world, dice);
        switch (dice.Below(20))
        {
            case < 5:
                return new Edit(EditKind.Created, work.CreateLike(chosen.Id));
            case < 10 when objects.Count > 1 && !(spareTargets && IsTarget(chosen)):
                world.Objects.Remove(chosen);
                return new Edit(EditKind.Deleted, chosen.Id);
            case < 12 when Reshaping.CanMove(world, world.Schemas.Keys.First()):
                var moved = Reshaping.Move(world, world.Schemas.Keys.First(), dice);
                world.Objects.Find(moved.Id)!.Updated = world.Now;
                return new Edit(EditKind.Moved, moved.Id);
            default:
                return new Edit(
                    work.Change(chosen.Id) ? EditKind.Changed : EditKind.None,
                    chosen.Id
                );
        }
    }

    private IEnumerable<AssetObject> Objects() =>
        world
            .Types.Keys.SelectMany(type => world.Objects.IdsOf(type))
            .Select(id => world.Objects.Find(id)!);

    private bool IsTarget(AssetObject target)
    {
        var id = target.Id.ToString(CultureInfo.InvariantCulture);
        return world
            .Attributes.Values.Where(attribute => attribute.IsReference)
            .Any(attribute => Objects().Any(holder => holder.ValuesOf(attribute.Id).Contains(id)));
    }
}

internal sealed record Edit(EditKind Kind, long Id);

internal enum EditKind
{
    None,
    Created,
    Changed,
    Moved,
    Deleted,
}
