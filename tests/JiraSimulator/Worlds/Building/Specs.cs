namespace JiraSimulator.Worlds;

/// <summary>A schema to be built: its types in order, parents first.</summary>
internal sealed record SchemaSpec(
    string Name,
    string Key,
    string? Description,
    IReadOnlyList<TypeSpec> Types
)
{
    /// <summary>Own statuses and reference types.</summary>
    public IReadOnlyList<(string Name, int Category, string? Description)> Statuses { get; init; } =
    [];
    public IReadOnlyList<(string Name, string? Color)> ReferenceTypes { get; init; } = [];

    /// <summary>Icons uploaded for this schema alone.</summary>
    public IReadOnlyList<string> Icons { get; init; } = [];
    public bool OpenToOtherSchemas { get; init; }
}

internal sealed record TypeSpec(string Name, string? Parent, string Icon, int Count)
{
    public bool Inherited { get; init; }
    public bool IsAbstract { get; init; }
    public string? Description { get; init; }

    /// <summary>Labels of objects: A is a letter, 0 a digit, # the number of the object.</summary>
    public string Label { get; init; } = "";
    public IReadOnlyList<AttributeSpec> Attributes { get; init; } = [];
}

/// <summary>An attribute with what it names by name: ids exist only once all types do.</summary>
internal sealed record AttributeSpec(AttributeSettings Settings)
{
    public string? Target { get; init; }
    public string? ReferenceType { get; init; }
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>What texts look like: A is a letter, 0 a digit, # the number of the object.</summary>
    public string? Pattern { get; init; }
    public bool LongText { get; init; }

    public AttributeSpec With(Func<AttributeSettings, AttributeSettings> change) =>
        this with
        {
            Settings = change(Settings),
        };

    public AttributeSpec Required() => With(s => s with { MinimumCardinality = 1 });

    public AttributeSpec Many(int maximum = -1) =>
        With(s => s with { MaximumCardinality = maximum });

    public static AttributeSpec Of(DefaultType type, string name) =>
        new(
            new AttributeSettings
            {
                Name = name,
                Kind = AttributeKind.Default,
                DefaultType = type,
            }
        );

    public static AttributeSpec Text(string name, string? pattern = null) =>
        Of(DefaultType.Text, name) with
        {
            Pattern = pattern,
        };

    public static AttributeSpec Select(string name, string options) =>
        Of(DefaultType.Select, name).With(s => s with { Options = options });

    public static AttributeSpec Reference(
        string name,
        string target,
        string referenceType = "Reference"
    ) =>
        new(new AttributeSettings { Name = name, Kind = AttributeKind.Reference })
        {
            Target = target,
            ReferenceType = referenceType,
        };

    public static AttributeSpec Status(string name, params string[] allowed) =>
        new(new AttributeSettings { Name = name, Kind = AttributeKind.Status })
        {
            Statuses = allowed,
        };

    public static AttributeSpec User(string name, params string[] groups) =>
        new(
            new AttributeSettings
            {
                Name = name,
                Kind = AttributeKind.User,
                TypeValueMulti = groups,
            }
        );

    public static AttributeSpec Group(string name) =>
        new(new AttributeSettings { Name = name, Kind = AttributeKind.Group });

    public static AttributeSpec Project(string name) =>
        new(new AttributeSettings { Name = name, Kind = AttributeKind.Project });
}
