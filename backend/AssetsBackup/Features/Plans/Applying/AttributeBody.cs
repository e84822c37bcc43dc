using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>An attribute's definition as it is written to the destination (contract §6.2).</summary>
internal sealed class AttributeBody(
    DefinitionIds ids,
    IReadOnlyDictionary<string, string> foreignTypes
)
{
    private const int NoDefaultType = -1;

    /// <summary>
    /// Without what half-restored data would trip over: mandatory values, uniqueness, patterns, filters, restrictions. The
    /// label stays mandatory, because every object has one.
    /// </summary>
    public AttributeIn Relaxed(AttributeRecord attribute) =>
        Final(attribute, filter: "") with
        {
            MinimumCardinality = attribute.Label ? attribute.MinimumCardinality : 0,
            UniqueAttribute = false,
            RegexValidation = "",
            TypeValueMulti = [],
        };

    /// <param name="attribute">As the source has it.</param>
    /// <param name="filter">Its filter with the ids of the destination; empty for none.</param>
    public AttributeIn Final(AttributeRecord attribute, string filter)
    {
        var kind = attribute.RestorableKind();
        return new AttributeIn
        {
            Name = attribute.Name,
            Type = attribute.Kind ?? 0,
            DefaultTypeId =
                kind == AttributeKind.Default ? attribute.DefaultType?.Id ?? 0 : NoDefaultType,
            Label = attribute.Label,
            Description = attribute.Description ?? "",
            TypeValue =
                kind == AttributeKind.Reference
                    ? TypeAtDestination(attribute.ReferenceObjectTypeId)
                    : null,
            TypeValueMulti = kind switch
            {
                AttributeKind.Status => [.. StatusesOf(attribute)],
                _ => attribute.TypeValueMulti ?? [],
            },
            AdditionalValue =
                kind == AttributeKind.Reference
                    ? ids.Find(MappedKind.ReferenceType, attribute.ReferenceType)
                    : attribute.AdditionalValue,
            MinimumCardinality = attribute.MinimumCardinality ?? 0,
            MaximumCardinality = attribute.MaximumCardinality ?? 1,
            Suffix = attribute.Suffix ?? "",
            IncludeChildObjectTypes = attribute.IncludeChildObjectTypes,
            Hidden = attribute.Hidden,
            UniqueAttribute = attribute.UniqueAttribute,
            Summable = attribute.Summable,
            RegexValidation = attribute.RegexValidation ?? "",
            QlQuery = filter,
            Options = attribute.Options ?? "",
        };
    }

    private string? TypeAtDestination(string? typeId) =>
        typeId is null
            ? null
            : ids.Find(MappedKind.ObjectType, typeId) ?? foreignTypes.GetValueOrDefault(typeId);

    private IEnumerable<string> StatusesOf(AttributeRecord attribute) =>
        (attribute.TypeValueMulti ?? [])
            .Select(status => ids.Find(MappedKind.Status, status))
            .OfType<string>();
}
