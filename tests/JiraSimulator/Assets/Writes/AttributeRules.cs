using System.Globalization;
using System.Text.RegularExpressions;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Which definitions are valid (contract §6.2, §6.3).</summary>
internal static class AttributeRules
{
    public static void Check(
        World world,
        ObjectType owner,
        AttributeDefinition? self,
        AttributeSettings asked
    )
    {
        if (!AttributeKind.Known.Contains(asked.Kind))
            throw Refusal.BadField("type", "The attribute type is not supported");
        CheckName(world, owner, self, asked);
        CheckCardinality(asked);
        CheckText(asked);
        CheckRestrictions(world, owner, asked);
        if (asked.Kind == AttributeKind.Reference)
            CheckReference(world, owner, asked);
        if (asked.Label && asked.Kind != AttributeKind.Default)
            throw Refusal.BadField("label", "Only an attribute of a default type can be the label");
        if (asked.Unique && self is { Settings.Unique: false } && HasDuplicates(world, owner, self))
            throw Refusal.BadField("uniqueAttribute", "The attribute has duplicated value");
    }

    private static void CheckName(
        World world,
        ObjectType owner,
        AttributeDefinition? self,
        AttributeSettings asked
    )
    {
        var rivals = world.SharersOf(owner).SelectMany(world.AttributesOf);
        if (
            rivals.Any(a =>
                a != self && a.Name.Equals(asked.Name, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw Refusal.BadField("name", "Name has to be unique");
        }
    }

    private static void CheckCardinality(AttributeSettings asked)
    {
        var (minimum, maximum) = (asked.MinimumCardinality, asked.MaximumCardinality);
        if (minimum < 0 || maximum is < -1 or 0 || (maximum > 0 && minimum > maximum))
            throw Refusal.BadField("maximumCardinality", "The cardinality is not valid");
        var multiple =
            asked.Kind
                is AttributeKind.Reference
                    or AttributeKind.User
                    or AttributeKind.Group
                    or AttributeKind.Project
            || asked.DefaultType is DefaultType.Email or DefaultType.Select;
        if (maximum != 1 && !multiple)
            throw Refusal.BadField("maximumCardinality", "This attribute type holds one value");
    }

    private static void CheckText(AttributeSettings asked)
    {
        var isNumber = asked.DefaultType is DefaultType.Integer or DefaultType.Double;
        if (!isNumber && (asked.Suffix.Length > 0 || asked.Summable))
            throw Refusal.BadField("suffix", "Suffix and sum are for numbers");
        if (
            asked.Regex.Length > 0
            && asked.DefaultType is not (DefaultType.Text or DefaultType.Email)
        )
        {
            throw Refusal.BadField("regexValidation", "A regular expression is for text and email");
        }
        if (asked.Regex.Length > 0)
            CheckRegex(asked.Regex);
        if (asked.Options.Length > 0 && asked.DefaultType is not DefaultType.Select)
            throw Refusal.BadField("options", "Options are for select");
    }

    private static void CheckRegex(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            throw Refusal.BadField("regexValidation", "The regular expression is not valid");
        }
    }

    private static void CheckRestrictions(World world, ObjectType owner, AttributeSettings asked)
    {
        foreach (var value in asked.TypeValueMulti)
        {
            var known = asked.Kind switch
            {
                AttributeKind.User => world.Site.Groups.Contains(value),
                AttributeKind.Status => long.TryParse(
                    value,
                    CultureInfo.InvariantCulture,
                    out var id
                )
                    && world.Statuses.TryGetValue(id, out var status)
                    && (status.SchemaId is null || status.SchemaId == owner.SchemaId),
                _ => false,
            };
            if (!known)
            {
                var what =
                    asked.Kind == AttributeKind.User
                        ? "Invalid Group(s)"
                        : "The value does not exist";
                throw Refusal.BadField("typeValueMulti", what);
            }
        }
        if (
            asked.Kind != AttributeKind.Reference
            && (asked.QlQuery.Length > 0 || asked.IncludeChildObjectTypes)
        )
        {
            throw Refusal.BadField("qlQuery", "Filter and children are for object references");
        }
    }

    private static void CheckReference(World world, ObjectType owner, AttributeSettings asked)
    {
        var target = world.Types[asked.ReferenceObjectTypeId!.Value];
        var schema = world.Schemas[target.SchemaId];
        if (target.SchemaId != owner.SchemaId && !schema.AllowOtherObjectSchema)
        {
            throw Refusal.BadField(
                "typeValue",
                $"The attribute refers to the schema {schema.Name}, which does not allow it"
            );
        }
        var kind = world.ReferenceTypes[asked.ReferenceTypeId!.Value];
        if (kind.SchemaId is not null && kind.SchemaId != owner.SchemaId)
        {
            throw Refusal.BadField(
                "additionalValue",
                "The reference type belongs to another schema"
            );
        }
    }

    private static bool HasDuplicates(World world, ObjectType owner, AttributeDefinition attribute)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return world
            .ObjectsHolding(owner)
            .SelectMany(o => o.ValuesOf(attribute.Id))
            .Any(value => !seen.Add(value));
    }
}
