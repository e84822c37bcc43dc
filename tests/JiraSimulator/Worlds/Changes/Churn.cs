namespace JiraSimulator.Worlds.Changes;

/// <summary>Others work while a client reads: what lies before its next page goes away, and what it has passed is added to.</summary>
internal static class Churn
{
    public static void Run(World world, int count)
    {
        var ids = world.Types.Keys.SelectMany(type => world.Objects.IdsOf(type)).Order().ToList();
        foreach (var id in ids.Take(Math.Min(count, ids.Count - 1)))
        {
            var gone = world.Objects.Find(id)!;
            var born = new AssetObject(world.Counters.NextObject(), gone.TypeId)
            {
                Created = world.Now,
                Updated = world.Now,
            };
            foreach (var (attribute, values) in gone.Values)
                born.Set(attribute, [.. values]);
            HistoryRecord.Born(born, world.Site.Accounts[1].AccountId);
            world.Objects.Remove(gone);
            world.Objects.Add(born);
        }
    }
}
