namespace JiraSimulator.Worlds.Itsm;

/// <summary>The sample of IT service management: two schemas, some fifty types in five levels, 3,000 objects.</summary>
internal static class ItsmWorld
{
    public const int ObjectCount = 3000;

    /// <param name="world">An empty one.</param>
    /// <param name="objects">How many there are; of each type its share, and one at least.</param>
    /// <param name="seed">Of the dice.</param>
    public static void Fill(World world, int objects, ulong seed)
    {
        var dice = new Dice(seed);
        foreach (var name in (string[])["Rack", "Everything"])
            BirthConfiguration.AddIcon(world, name);
        var builder = new WorldBuilder(world);
        builder.Build([OrganisationSchema.Spec, ItSchema]);
        new ObjectFiller(world, builder, dice).Fill(
            objects,
            share: (double)objects / ObjectCount,
            rest: "Notebook"
        );
        // Dice of their own: values stay what they were when parts are added or changed.
        new PartsFiller(world, new Dice(Dice.Mix(seed))).Fill();
        new RolesFiller(world, new Dice(Dice.Mix(seed + 1))).Fill();
        new IssueFiller(world, new Dice(Dice.Mix(seed + 2))).Fill();
    }

    private static SchemaSpec ItSchema { get; } =
        new(
            "IT assets",
            "ITA",
            "Configuration items and what they need",
            [.. InfrastructureTypes.All, .. SoftwareTypes.All]
        )
        {
            Statuses =
            [
                ("Retired", 0, "Out of use"),
                ("In repair", 2, null),
                ("Ordered", 2, "Not delivered yet"),
            ],
            ReferenceTypes =
            [
                ("Runs on", "#de350b"),
                ("Supports", "#5243aa"),
                ("Issued by", null),
                ("Mirrors", "#172b4d"),
            ],
        };
}
