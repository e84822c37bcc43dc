using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>The attributes that a type owns, by position; what it inherits stands at the type it is inherited from.</summary>
internal sealed record AttributeListRecord(
    string ObjectTypeId,
    IReadOnlyList<AttributeRecord> Attributes
);

/// <summary>A definition as read (contract §6.1), with ids in place of embedded bodies.</summary>
internal sealed record AttributeRecord
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Contract §6.3; null in some bodies, see <see cref="Kind"/>.</summary>
    public int? Type { get; init; }
    public DefaultTypeRecord? DefaultType { get; init; }
    public string? TypeValue { get; init; }
    public IReadOnlyList<string>? TypeValueMulti { get; init; }
    public string? AdditionalValue { get; init; }

    /// <summary>Id of the reference type.</summary>
    public string? ReferenceType { get; init; }
    public string? ReferenceObjectTypeId { get; init; }
    public string? Description { get; init; }
    public bool Label { get; init; }
    public bool Editable { get; init; } = true;
    public bool System { get; init; }
    public bool Removable { get; init; } = true;
    public bool Hidden { get; init; }
    public bool Summable { get; init; }
    public bool UniqueAttribute { get; init; }
    public bool IncludeChildObjectTypes { get; init; }
    public int? MinimumCardinality { get; init; }

    /// <summary>-1 is unlimited.</summary>
    public int? MaximumCardinality { get; init; }
    public string? Suffix { get; init; }
    public string? RegexValidation { get; init; }
    public string? QlQuery { get; init; }
    public string? Options { get; init; }
    public int? Position { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }

    /// <summary>The type number, also where the body left it out (contract §6.1).</summary>
    [JsonIgnore]
    public int? Kind =>
        Type
        ?? (
            DefaultType is not null ? 0
            : ReferenceType is not null || ReferenceObjectTypeId is not null ? 1
            : null
        );
}

/// <summary>Contract §6.4.</summary>
internal sealed record DefaultTypeRecord(int Id, string? Name);
