using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Why an object was refused, by the names of attributes: Assets' own words may quote values.</summary>
internal static class Refusal
{
    private const string FieldPrefix = "rlabs-insight-attribute-";

    public static string Of(ValidationRefusedException refused, Restore restore)
    {
        var names = refused
            .Errors.Keys.Select(field => NameOf(field, restore))
            .Distinct()
            .Order()
            .ToList();
        return names.Count == 0
            ? $"Assets answered {refused.Status}."
            : $"Assets does not accept its {string.Join(", ", names)}.";
    }

    private static string NameOf(string field, Restore restore)
    {
        var id = field.StartsWith(FieldPrefix, StringComparison.Ordinal)
            ? field[FieldPrefix.Length..]
            : field;
        var attribute = restore.Source.AllAttributes.FirstOrDefault(one =>
            restore.Ids.Find(MappedKind.Attribute, one.Id) == id
        );
        return attribute is null ? field : $"'{attribute.Name}'";
    }
}
