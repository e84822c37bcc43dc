namespace JiraSimulator.Worlds;

/// <summary>What every site is born with: built-in icons, global statuses and global reference types (contract §5.9, §5.14).</summary>
internal static class BirthConfiguration
{
    private static readonly string[] IconNames =
    [
        "Server",
        "Laptop",
        "Building",
        "User",
        "Group",
        "Phone",
        "Printer",
        "Router",
        "Switch",
        "Firewall",
        "Database",
        "Application",
        "Service",
        "Cloud",
        "Key",
        "Document",
        "Money",
        "Calendar",
        "Globe",
        "Folder",
        "Box",
        "Cube",
        "Disk",
        "Shield",
    ];

    private static readonly (string Name, int Category)[] StatusNames =
    [
        ("Action Needed", 2),
        ("Active", 1),
        ("Closed", 0),
        ("In Service", 2),
        ("Running", 1),
        ("Stopped", 0),
        ("Support Requested", 2),
    ];

    private static readonly (string Name, string Color)[] ReferenceNames =
    [
        ("Depends", "#ff0000"),
        ("Installed", "#1ab812"),
        ("Link", "#0052cc"),
        ("Reference", "#6554c0"),
        ("Owned", "#ff8b00"),
        ("Failover", "#00b8d9"),
    ];

    /// <summary>Icons are alike on every site by name and picture, but their order, and so their ids, are the site's own.</summary>
    public static void Add(World world, Dice dice)
    {
        var icons = IconNames.ToList();
        dice.Shuffle(icons);
        foreach (var name in icons)
            AddIcon(world, name, builtIn: true);
        foreach (var (name, category) in StatusNames)
        {
            var id = world.Counters.NextStatus();
            world.Statuses.Add(
                id,
                new StatusType
                {
                    Id = id,
                    Name = name,
                    Category = category,
                }
            );
        }
        foreach (var (name, color) in ReferenceNames)
        {
            var id = world.Counters.NextReferenceType();
            world.ReferenceTypes.Add(
                id,
                new ReferenceType
                {
                    Id = id,
                    Name = name,
                    Color = color,
                    Removable = false,
                }
            );
        }
    }

    public static Icon AddIcon(
        World world,
        string name,
        bool builtIn = false,
        long? schemaId = null
    )
    {
        var icon = new Icon
        {
            Id = world.Counters.NextIcon(),
            Name = name,
            Png = IconImage.Draw(name, 48),
            BuiltIn = builtIn,
            SchemaId = schemaId,
        };
        world.Icons.Add(icon.Id, icon);
        return icon;
    }
}
