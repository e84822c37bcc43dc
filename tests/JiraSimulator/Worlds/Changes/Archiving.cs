namespace JiraSimulator.Worlds.Changes;

/// <summary>Archives a share of the objects, as an administrator of a Data Center does by hand.</summary>
internal static class Archiving
{
    /// <summary>Ids of the objects archived, ascending.</summary>
    public static IReadOnlyList<long> Run(World world, long? schemaId, int percent, Dice dice)
    {
        var ids = world
            .Types.Values.Where(type => schemaId is null || type.SchemaId == schemaId)
            .SelectMany(type => world.Objects.IdsOf(type.Id))
            .ToList();
        dice.Shuffle(ids);
        List<long> leaving = [.. ids.Take(ids.Count * percent / 100).Order()];
        foreach (var id in leaving)
            Archive(world, world.Objects.Find(id)!);
        return leaving;
    }

    public static void Archive(World world, AssetObject leaving) =>
        world.Objects.Archive(leaving, new Archival(world.Now, world.Site.Accounts[0].AccountId));
}
