namespace JiraSimulator.Worlds.Itsm;

/// <summary>Who is in the roles of the sample: groups and people of both schemas, and of one type in five.</summary>
internal sealed class RolesFiller(World world, Dice dice)
{
    private string Admin => world.Site.Accounts[0].AccountId;

    public void Fill()
    {
        foreach (var schema in world.Schemas.Keys)
            Fill([.. Roles.OfSchema(schema)]);
        foreach (var type in world.Types.Keys.Where(_ => dice.Chance(20)))
            Fill([.. Roles.OfType(type)]);
    }

    private void Fill(IReadOnlyList<Role> roles)
    {
        world.Roles.Set(roles[0], [RoleActor.User(Admin), RoleActor.Group("jira-administrators")]);
        world.Roles.Set(roles[1], [RoleActor.Group("it-staff")]);
        world.Roles.Set(
            roles[2],
            [
                RoleActor.Group(dice.Pick(world.Site.Groups)),
                // One of them has left the company.
                RoleActor.User(world.Site.Accounts[^1].AccountId),
                RoleActor.User(dice.Pick(world.Site.Accounts.Take(6).ToList()).AccountId),
            ]
        );
    }
}
