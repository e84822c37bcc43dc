using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>A definition as contract §6.1 shows it.</summary>
internal static class AttributeJson
{
    public static void Write(Wire wire, AttributeDefinition attribute, bool withType = false)
    {
        var json = wire.Json;
        var settings = attribute.Settings;
        json.WriteStartObject();
        wire.Identity(Wire.IdText(attribute.Id));
        if (withType)
        {
            json.WritePropertyName("objectType");
            wire.CachedType(wire.World.Types[attribute.OwnerTypeId]);
        }
        json.WriteString("name", settings.Name);
        json.WriteBoolean("label", settings.Label);
        json.WriteNumber("type", settings.Kind);
        wire.Words("description", settings.Description);
        WriteKind(wire, settings);
        json.WriteBoolean("editable", !attribute.IsSystem);
        json.WriteBoolean("system", attribute.IsSystem);
        json.WriteBoolean("indexed", true);
        json.WriteBoolean("sortable", true);
        json.WriteBoolean("summable", settings.Summable);
        json.WriteNumber("minimumCardinality", settings.MinimumCardinality);
        json.WriteNumber("maximumCardinality", settings.MaximumCardinality);
        json.WriteString("suffix", settings.Suffix);
        json.WriteBoolean("removable", attribute.Role == AttributeRole.Custom);
        json.WriteBoolean("hidden", settings.Hidden);
        json.WriteBoolean("includeChildObjectTypes", settings.IncludeChildObjectTypes);
        json.WriteBoolean("uniqueAttribute", settings.Unique);
        json.WriteString("regexValidation", settings.Regex);
        json.WriteString("qlQuery", settings.QlQuery);
        json.WriteString("options", settings.Options);
        json.WriteNumber("position", attribute.Position);
        json.WriteEndObject();
    }

    private static void WriteKind(Wire wire, AttributeSettings settings)
    {
        var json = wire.Json;
        if (settings.DefaultType is { } type)
        {
            json.WriteStartObject("defaultType");
            json.WriteNumber("id", (int)type);
            json.WriteString("name", NameOf(type));
            json.WriteEndObject();
        }
        if (settings.ReferenceObjectTypeId is { } target)
            WriteReference(wire, settings, target);
        if (settings.TypeValueMulti.Count > 0)
        {
            json.WritePropertyName("typeValueMulti");
            wire.Array(settings.TypeValueMulti, json.WriteStringValue);
        }
        wire.OptionalText("additionalValue", settings.AdditionalValue);
    }

    private static void WriteReference(Wire wire, AttributeSettings settings, long target)
    {
        var json = wire.Json;
        if (settings.ReferenceTypeId is { } kind)
        {
            json.WritePropertyName("referenceType");
            ConfigurationJson.WriteReferenceType(wire, wire.World.ReferenceTypes[kind]);
            json.WriteString("additionalValue", WireIds.Text(kind, wire.Switches));
        }
        json.WriteString("typeValue", Wire.IdText(target));
        json.WriteString("referenceObjectTypeId", Wire.IdText(target));
        if (wire.World.Types.TryGetValue(target, out var targetType))
        {
            json.WritePropertyName("referenceObjectType");
            wire.CachedType(targetType);
        }
    }

    public static string NameOf(DefaultType type) =>
        type switch
        {
            DefaultType.Url => "Url",
            DefaultType.IpAddress => "IP Address",
            _ => type.ToString(),
        };
}
