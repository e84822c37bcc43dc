using System.Globalization;
using JiraSimulator.Assets.Json;
using JiraSimulator.Jira;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>A definition as recorded: settings that are empty are left out, but for the options.</summary>
internal static class AttributeShape
{
    /// <param name="countsValues">Whether to look if any object has a value; unasked, the born ones say yes and the others no.</param>
    public static void Write(
        Wire wire,
        AttributeDefinition attribute,
        bool withType = false,
        bool countsValues = false
    )
    {
        var json = wire.Json;
        var settings = attribute.Settings;
        json.WriteStartObject();
        json.WriteNumber("id", attribute.Id);
        if (withType)
        {
            json.WritePropertyName("objectType");
            TypeShape.Write(wire, wire.World.Types[attribute.OwnerTypeId]);
        }
        json.WriteString("name", settings.Name);
        json.WriteBoolean("label", settings.Label);
        json.WriteNumber("type", settings.Kind);
        wire.Words("description", settings.Description);
        WriteKind(wire, settings);
        json.WriteBoolean("editable", !attribute.IsSystem);
        json.WriteBoolean("system", attribute.IsSystem);
        json.WriteBoolean("sortable", true);
        json.WriteBoolean("summable", settings.Summable);
        json.WriteBoolean("indexed", true);
        json.WriteNumber("minimumCardinality", settings.MinimumCardinality);
        json.WriteNumber("maximumCardinality", settings.MaximumCardinality);
        Filled(wire, "suffix", settings.Suffix);
        json.WriteBoolean("removable", attribute.Role == AttributeRole.Custom);
        json.WriteBoolean("objectAttributeExists", Exists(wire.World, attribute, countsValues));
        json.WriteBoolean("hidden", settings.Hidden);
        json.WriteBoolean("includeChildObjectTypes", settings.IncludeChildObjectTypes);
        json.WriteBoolean("uniqueAttribute", settings.Unique);
        Filled(wire, "regexValidation", settings.Regex);
        Filled(wire, wire.Switches.AssetsBaseMissing ? "iql" : "qlQuery", settings.QlQuery);
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
            json.WriteString("name", AttributeJson.NameOf(type));
            json.WriteEndObject();
        }
        if (settings.ReferenceObjectTypeId is { } target)
            WriteReference(wire, settings, target);
        if (settings.Kind == AttributeKind.Version)
            WriteProjects(wire, settings);
        else if (settings.Kind == AttributeKind.Confluence)
            WriteConfluence(wire, settings);
        else
        {
            WriteMulti(wire, settings);
            wire.OptionalText("additionalValue", settings.AdditionalValue);
        }
    }

    private static void WriteMulti(Wire wire, AttributeSettings settings)
    {
        if (settings.TypeValueMulti.Count == 0)
            return;
        wire.Json.WritePropertyName("typeValueMulti");
        wire.Array(settings.TypeValueMulti, wire.Json.WriteStringValue);
    }

    private static void WriteReference(Wire wire, AttributeSettings settings, long target)
    {
        var json = wire.Json;
        if (settings.ReferenceTypeId is { } kind)
        {
            json.WritePropertyName("referenceType");
            ConfigurationShape.WriteReferenceType(wire, wire.World.ReferenceTypes[kind]);
        }
        json.WriteNumber("referenceObjectTypeId", target);
        if (wire.World.Types.TryGetValue(target, out var type))
        {
            json.WritePropertyName("referenceObjectType");
            TypeShape.Write(wire, type);
        }
    }

    /// <summary>The projects whose versions may be chosen.</summary>
    private static void WriteProjects(Wire wire, AttributeSettings settings)
    {
        var json = wire.Json;
        var ids = settings.TypeValueMulti.Select(key => Projects.IdOf(wire.World.Site, key));
        json.WritePropertyName("typeValueMulti");
        wire.Array(ids, id => json.WriteStringValue(id.ToString(CultureInfo.InvariantCulture)));
        json.WritePropertyName("versionTypeValues");
        wire.Array(settings.TypeValueMulti, key => ValueShape.WriteProject(wire, key));
    }

    private static void WriteConfluence(Wire wire, AttributeSettings settings)
    {
        var json = wire.Json;
        json.WriteString("typeValue", ServerLinks.ConfluenceLinkId);
        json.WriteString("additionalValue", settings.AdditionalValue);
        json.WriteStartObject("confluenceTypeValue");
        json.WriteString("id", ServerLinks.ConfluenceLinkId);
        json.WriteString("name", "Confluence");
        json.WriteString("uri", "https://confluence.dc.example");
        json.WriteBoolean("error", false);
        json.WriteEndObject();
        json.WriteStartObject("confluenceAddValue");
        json.WriteString("key", settings.AdditionalValue);
        json.WriteString("name", "Documentation");
        json.WriteBoolean("error", false);
        json.WriteEndObject();
    }

    private static bool Exists(World world, AttributeDefinition attribute, bool countsValues)
    {
        if (attribute.Role != AttributeRole.Custom)
            return true;
        return countsValues
            && world
                .ObjectsHolding(world.Types[attribute.OwnerTypeId])
                .Any(holder => holder.ValuesOf(attribute.Id).Count > 0);
    }

    private static void Filled(Wire wire, string name, string text)
    {
        if (text.Length > 0)
            wire.Json.WriteString(name, text);
    }
}
