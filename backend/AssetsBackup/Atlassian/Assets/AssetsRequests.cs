namespace AssetsBackup.Atlassian.Assets;

/// <summary>Paging goes in the query; only qlQuery belongs in the body (contract §5.6).</summary>
internal sealed record AqlQuery(string QlQuery);

internal sealed record SchemaIn(string? Name, string? ObjectSchemaKey, string? Description);

internal sealed record SchemaConfigurationIn(
    bool? AllowOtherObjectSchema,
    bool? ValidateQuickCreate,
    bool? QuickCreateObjects
);

/// <param name="IconId">Required when a type is created.</param>
/// <param name="ObjectSchemaId">Only when a type is created, like the parent.</param>
internal sealed record ObjectTypeIn(
    string? Name,
    string? IconId,
    string? ObjectSchemaId,
    string? Description,
    string? ParentObjectTypeId,
    bool? Inherited,
    bool? AbstractObjectType
);

/// <param name="ToObjectTypeId">The parent to be under; left out for the root.</param>
internal sealed record ObjectTypePositionIn(int Position, string? ToObjectTypeId);

internal sealed record PositionIn(int Position);

/// <summary>A whole definition: the API takes no patch of one (contract §5.4, §6.2).</summary>
internal sealed record AttributeIn
{
    public required string Name { get; init; }
    public required int Type { get; init; }
    public int DefaultTypeId { get; init; } = -1;
    public bool? Label { get; init; }
    public string? Description { get; init; }
    public string? TypeValue { get; init; }
    public IReadOnlyList<string>? TypeValueMulti { get; init; }
    public string? AdditionalValue { get; init; }
    public int? MinimumCardinality { get; init; }
    public int? MaximumCardinality { get; init; }
    public string? Suffix { get; init; }
    public bool? IncludeChildObjectTypes { get; init; }
    public bool? Hidden { get; init; }
    public bool? UniqueAttribute { get; init; }
    public bool? Summable { get; init; }
    public string? RegexValidation { get; init; }
    public string? QlQuery { get; init; }
    public string? Options { get; init; }
}

internal sealed record StatusIn(
    string Name,
    int Category,
    string? Description,
    string? ObjectSchemaId
);

internal sealed record ReferenceTypeIn(
    string Name,
    string? Description,
    string? Color,
    string? ObjectSchemaId
);

internal sealed record IconIn(string Name, string MediaFileUuid);

internal sealed record ObjectIn(string ObjectTypeId, IReadOnlyList<ObjectAttributeIn> Attributes);

/// <param name="ObjectAttributeValues">Empty clears the attribute.</param>
internal sealed record ObjectAttributeIn(
    string ObjectTypeAttributeId,
    IReadOnlyList<ValueIn> ObjectAttributeValues
);

internal sealed record ValueIn(string Value);
