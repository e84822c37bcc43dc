using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Reads the values of an object to be written. One invalid attribute refuses all (contract §1.5).</summary>
internal static class ObjectInput
{
    /// <summary>Values as they are stored, of the attributes that the body names.</summary>
    public static Dictionary<AttributeDefinition, List<string>> Read(
        AssetsCall call,
        ObjectType type,
        AssetObject? changing
    )
    {
        var known = call.World.AttributesOf(type);
        var values = new Dictionary<AttributeDefinition, List<string>>();
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in call.Body.Items("attributes"))
        {
            var id = item.RequiredId("objectTypeAttributeId");
            var attribute = known.FirstOrDefault(a => a.Id == id);
            if (attribute is null || attribute.IsSystem)
            {
                errors[Field(id)] =
                    "The value provided is invalid: the attribute cannot be written";
                continue;
            }
            ReadOne(call, changing, attribute, TextsOf(item), values, errors);
        }
        foreach (
            var attribute in known.Where(a =>
                !a.IsSystem && (changing is null || values.ContainsKey(a))
            )
        )
        {
            CheckRequired(attribute, values, errors);
        }
        return errors.Count == 0 ? values : throw Refusal.BadFields(errors);
    }

    private static void ReadOne(
        AssetsCall call,
        AssetObject? changing,
        AttributeDefinition attribute,
        List<string> texts,
        Dictionary<AttributeDefinition, List<string>> values,
        SortedDictionary<string, string> errors
    )
    {
        var rules = new ValueRules(call.World, call.Caller, attribute);
        try
        {
            values[attribute] = rules.Read(texts, changing);
        }
        catch (ValueRefused refused)
        {
            errors[Field(attribute.Id)] = refused.Message;
        }
    }

    private static void CheckRequired(
        AttributeDefinition attribute,
        Dictionary<AttributeDefinition, List<string>> values,
        SortedDictionary<string, string> errors
    )
    {
        var held = values.TryGetValue(attribute, out var written) ? written.Count : 0;
        if (held < attribute.Settings.MinimumCardinality)
        {
            errors.TryAdd(
                Field(attribute.Id),
                $"{attribute.Name} must contain at least {attribute.Settings.MinimumCardinality} value(s)"
            );
        }
    }

    /// <summary>An empty text is no value.</summary>
    private static List<string> TextsOf(AssetsBody item) =>
        [
            .. item.Items("objectAttributeValues")
                .Select(value => value.Text("value") ?? "")
                .Where(t => t.Length > 0),
        ];

    private static string Field(long attributeId) => $"rlabs-insight-attribute-{attributeId}";
}
