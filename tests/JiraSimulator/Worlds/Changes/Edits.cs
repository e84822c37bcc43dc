namespace JiraSimulator.Worlds.Changes;

/// <summary>What people do to single objects all day, one at a time and by chance.</summary>
internal sealed class Edits(World world, Dice dice)
{
    public Edit Run()
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
            case < 10 when objects.Count > 1:
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
