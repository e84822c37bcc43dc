namespace JiraSimulator.Worlds;

/// <summary>The numbers of contract §6.3.</summary>
internal static class AttributeKind
{
    public const int Default = 0;
    public const int Reference = 1;
    public const int User = 2;
    public const int Confluence = 3;
    public const int Group = 4;
    public const int Version = 5;
    public const int Project = 6;
    public const int Status = 7;

    /// <summary>Those that Cloud takes; Confluence and Version are of Data Center alone.</summary>
    public static readonly int[] Known = [Default, Reference, User, Group, Project, Status];
}

/// <summary>The numbers and names of contract §6.4.</summary>
internal enum DefaultType
{
    Text = 0,
    Integer = 1,
    Boolean = 2,
    Double = 3,
    Date = 4,
    Time = 5,
    DateTime = 6,
    Url = 7,
    Email = 8,
    Textarea = 9,
    Select = 10,
    IpAddress = 11,
}

/// <summary>One attribute of a type and of all types that inherit it: they share its id.</summary>
internal sealed class AttributeDefinition
{
    public required long Id { get; init; }
    public required long OwnerTypeId { get; init; }
    public required AttributeRole Role { get; init; }
    public int Position { get; set; }
    public required AttributeSettings Settings { get; set; }

    public string Name => Settings.Name;
    public bool IsReference => Settings.Kind == AttributeKind.Reference;
    public bool IsSystem =>
        Role is AttributeRole.Key or AttributeRole.Created or AttributeRole.Updated;

    public bool Is(DefaultType type) =>
        Settings.Kind == AttributeKind.Default && Settings.DefaultType == type;
}

/// <summary>The four attributes a type is born with, and the rest (contract §5.3).</summary>
internal enum AttributeRole
{
    Key,
    Name,
    Created,
    Updated,
    Custom,
}

/// <summary>What a caller can set on an attribute (contract §6.2).</summary>
internal sealed record AttributeSettings
{
    public required string Name { get; init; }
    public bool Label { get; init; }
    public string? Description { get; init; }
    public int Kind { get; init; }
    public DefaultType? DefaultType { get; init; }
    public long? ReferenceObjectTypeId { get; init; }
    public long? ReferenceTypeId { get; init; }

    /// <summary>Status ids or group names that restrict the choice; empty allows all.</summary>
    public IReadOnlyList<string> TypeValueMulti { get; init; } = [];

    /// <summary>Ping of a URL (ENABLED, DISABLED), profile of a user (SHOW_PROFILE, HIDE_PROFILE).</summary>
    public string? AdditionalValue { get; init; }
    public int MinimumCardinality { get; init; }

    /// <summary>-1 is unlimited.</summary>
    public int MaximumCardinality { get; init; } = 1;
    public string Suffix { get; init; } = "";
    public bool IncludeChildObjectTypes { get; init; }
    public bool Hidden { get; init; }
    public bool Unique { get; init; }
    public bool Summable { get; init; }
    public string Regex { get; init; } = "";
    public string QlQuery { get; init; } = "";
    public string Options { get; init; } = "";

    public IReadOnlyList<string> OptionList =>
        Options.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
