using System.Text.Json;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Plans;

/// <summary>What a restore needs of a schema's definitions, read alike from a snapshot and from a live site.</summary>
internal sealed record StatusDefinition(
    string Id,
    string Name,
    int Category,
    string? Description,
    string? ObjectSchemaId
);

internal sealed record ReferenceTypeDefinition(
    string Id,
    string Name,
    string? Description,
    string? Color,
    string? ObjectSchemaId
);

internal sealed record IconDefinition(string Id, string Name);

/// <param name="Icon">An id in a snapshot, an object with the id on a live site.</param>
/// <param name="Inherited">Its children inherit its attributes.</param>
internal sealed record TypeDefinition(
    string Id,
    string Name,
    string? Description,
    JsonElement Icon,
    int Position,
    string? ParentObjectTypeId,
    string? ObjectSchemaId,
    bool Inherited,
    bool AbstractObjectType
)
{
    public string? IconId => Definition.IdIn(Icon);
}

/// <summary>Contract §6.1. Names are the API's own.</summary>
internal sealed record AttributeDefinition(
    string Id,
    string Name,
    bool Label,
    int? Type,
    string? Description,
    JsonElement DefaultType,
    IReadOnlyList<string>? TypeValueMulti,
    string? AdditionalValue,
    JsonElement ReferenceType,
    string? ReferenceObjectTypeId,
    bool System,
    bool? Removable,
    int? MinimumCardinality,
    int? MaximumCardinality,
    string? Suffix,
    bool IncludeChildObjectTypes,
    bool Hidden,
    bool UniqueAttribute,
    bool Summable,
    string? RegexValidation,
    string? QlQuery,
    string? Iql,
    string? Options,
    int Position
)
{
    /// <summary>The type number is sometimes left out (contract §6.1).</summary>
    public AttributeKind Kind =>
        Type is { } number ? (AttributeKind)number
        : ReferenceObjectTypeId is not null ? AttributeKind.Reference
        : AttributeKind.Default;

    public int? DefaultTypeId =>
        Definition.IdIn(DefaultType) is { } id && int.TryParse(id, out var number) ? number : null;

    public string? ReferenceTypeId => Definition.IdIn(ReferenceType);

    public string? Filter => string.IsNullOrEmpty(QlQuery) ? Iql : QlQuery;

    /// <summary>One of the four that every type is born with: Key, Name, Created, Updated (contract §5.3).</summary>
    public bool IsNewborn => System || Removable == false;
}

/// <summary>Contract §6.3; other numbers are opaque.</summary>
internal enum AttributeKind
{
    Default = 0,
    Reference = 1,
    User = 2,
    Group = 4,
    Project = 6,
    Status = 7,
}

internal static class Definition
{
    public static T Read<T>(JsonElement json) =>
        json.Deserialize<T>(TolerantJson.Options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    public static T Read<T>(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<T>(json.Span, TolerantJson.Options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    /// <summary>The id that stands in the place of a thing, or the id inside the thing.</summary>
    public static string? IdIn(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetRawText(),
            JsonValueKind.Object when json.TryGetProperty("id", out var id) => IdIn(id),
            _ => null,
        };

    /// <summary>Whether a restore can write attributes of this kind for sure (contract §6.3).</summary>
    public static bool IsRestorable(this AttributeKind kind) => Enum.IsDefined(kind);
}
