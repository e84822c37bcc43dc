namespace JiraSimulator.Worlds.Itsm;

/// <summary>Gives the type that has an attribute of each kind those of Data Center too: a version and a Confluence page.</summary>
internal static class ServerKinds
{
    public static void Fill(World world)
    {
        var type = world.Types.Values.Last(candidate => candidate.Name == "Everything");
        var version = Definer.AddAttribute(
            world,
            type,
            new AttributeSettings
            {
                Name = "A version",
                Kind = AttributeKind.Version,
                TypeValueMulti = ["ITSM"],
                MaximumCardinality = 3,
            }
        );
        var page = Definer.AddAttribute(
            world,
            type,
            new AttributeSettings
            {
                Name = "A page",
                Kind = AttributeKind.Confluence,
                AdditionalValue = ServerLinks.SpaceKey,
            }
        );
        foreach (var (index, id) in world.Objects.IdsOf(type.Id).Index())
        {
            var holder = world.Objects.Find(id)!;
            var take = index % (ServerLinks.Versions.Count + 1);
            holder.Set(version.Id, [.. ServerLinks.Versions.Take(take).Select(v => v.IdText)]);
            holder.Set(page.Id, [.. ServerLinks.Pages.Skip(take).Take(1).Select(p => p.IdText)]);
        }
    }
}
