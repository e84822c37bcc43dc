using System.Globalization;
using System.Security.Cryptography;
using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>All settings of a definition as named texts, free of ids and dates.</summary>
internal static class DefinitionFacts
{
    public static Dictionary<string, string> Of(ObjectSchema schema) =>
        new()
        {
            ["name"] = schema.Name,
            ["description"] = schema.Description ?? "",
            ["allowOtherObjectSchema"] = Text(schema.AllowOtherObjectSchema),
            ["validateQuickCreate"] = Text(schema.ValidateQuickCreate),
            ["quickCreateObjects"] = Text(schema.QuickCreateObjects),
        };

    public static Dictionary<string, string> Of(StatusType status) =>
        new() { ["category"] = Text(status.Category), ["description"] = status.Description ?? "" };

    public static Dictionary<string, string> Of(ReferenceType type) =>
        new() { ["color"] = type.Color ?? "", ["description"] = type.Description ?? "" };

    public static Dictionary<string, string> Of(Side side, ObjectType type)
    {
        var icon = side.World.Icons[type.IconId];
        return new()
        {
            ["description"] = type.Description ?? "",
            ["icon name"] = icon.Name,
            ["icon image"] = Convert.ToHexStringLower(SHA256.HashData(icon.Png)),
            ["order"] = Text(
                side.World.ChildrenOf(type.SchemaId, type.ParentId)
                    .TakeWhile(t => t != type)
                    .Count()
            ),
            ["inherited"] = Text(type.Inherited),
            ["abstractObjectType"] = Text(type.IsAbstract),
        };
    }

    public static Dictionary<string, string> Of(Side side, AttributeDefinition attribute)
    {
        var s = attribute.Settings;
        var own = side.World.OwnAttributesOf(attribute.OwnerTypeId);
        return new()
        {
            ["order"] = Text(own.TakeWhile(a => a != attribute).Count()),
            ["role"] = attribute.Role.ToString(),
            ["label"] = Text(s.Label),
            ["description"] = s.Description ?? "",
            ["type"] = Text(s.Kind),
            ["defaultType"] = s.DefaultType?.ToString() ?? "",
            ["referenceObjectType"] = s.ReferenceObjectTypeId is { } target
                ? side.TypeMeaning(target)
                : "",
            ["referenceType"] = s.ReferenceTypeId is { } kind
                ? side.World.ReferenceTypes[kind].Name
                : "",
            ["typeValueMulti"] = string.Join(
                ", ",
                Restrictions(side, s).Order(StringComparer.Ordinal)
            ),
            ["additionalValue"] = s.AdditionalValue ?? "",
            ["minimumCardinality"] = Text(s.MinimumCardinality),
            ["maximumCardinality"] = Text(s.MaximumCardinality),
            ["suffix"] = s.Suffix,
            ["includeChildObjectTypes"] = Text(s.IncludeChildObjectTypes),
            ["hidden"] = Text(s.Hidden),
            ["uniqueAttribute"] = Text(s.Unique),
            ["summable"] = Text(s.Summable),
            ["regexValidation"] = s.Regex,
            ["qlQuery"] = FilterMeaning.Of(side, s.QlQuery),
            ["options"] = s.Options,
        };
    }

    private static IEnumerable<string> Restrictions(Side side, AttributeSettings settings) =>
        settings.Kind == AttributeKind.Status
            ? settings.TypeValueMulti.Select(side.StatusMeaning)
            : settings.TypeValueMulti;

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
