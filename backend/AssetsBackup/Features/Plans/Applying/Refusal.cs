using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Something that Assets did not create.</summary>
/// <param name="What">What it is, for the admin.</param>
/// <param name="Reason">Why, without values.</param>
internal sealed record Refusal(string What, string Reason)
{
    private const string FieldPrefix = "rlabs-insight-attribute-";

    public string InWords => $"{What} was not created: {Reason}";

    /// <summary>Why a write was refused, by the names of attributes and fields: Assets' own words may quote values.</summary>
    public static string ReasonOf(ValidationRefusedException refused, Restore restore)
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
