namespace JiraSimulator.Worlds;

internal sealed class ObjectSchema
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public required string Key { get; set; }
    public string? Description { get; set; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; set; }
    public bool AllowOtherObjectSchema { get; set; }
    public bool ValidateQuickCreate { get; set; }
    public bool QuickCreateObjects { get; set; }

    /// <summary>Set while a slow delete runs on: the schema answers until then.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public bool IsGone(DateTimeOffset now) => GoneAt <= now;
}

internal sealed class ObjectType
{
    public required long Id { get; init; }
    public required long SchemaId { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public required long IconId { get; set; }
    public long? ParentId { get; set; }
    public int Position { get; set; }

    /// <summary>Children inherit this type's attributes.</summary>
    public bool Inherited { get; set; }
    public bool IsAbstract { get; set; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; set; }
}

/// <summary>A status; <see cref="SchemaId"/> null means that it is global.</summary>
internal sealed class StatusType
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public required int Category { get; set; }
    public long? SchemaId { get; set; }
}

/// <summary>A kind of reference; <see cref="SchemaId"/> null means that it is global.</summary>
internal sealed class ReferenceType
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public string? Color { get; set; }
    public long? SchemaId { get; set; }
    public bool Removable { get; init; } = true;
}

/// <summary>An icon with its own bytes at 48 pixels; <see cref="SchemaId"/> null means that it is global.</summary>
internal sealed class Icon
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public required byte[] Png { get; set; }
    public long? SchemaId { get; init; }
    public bool BuiltIn { get; init; }
}
