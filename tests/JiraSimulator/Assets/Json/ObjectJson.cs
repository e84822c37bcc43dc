using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>An object as contract §5.5 shows it, with or without its attributes.</summary>
internal static class ObjectJson
{
    /// <summary>Single reads embed every definition and extendedInfo; search results carry neither.</summary>
    public static void Write(
        Wire wire,
        AssetObject written,
        bool withAttributes,
        bool single = false
    )
    {
        var json = wire.Json;
        var type = wire.World.Types[written.TypeId];
        var label = wire.World.LabelOf(written);
        var id = Wire.IdText(written.Id);
        json.WriteStartObject();
        wire.Identity(id);
        wire.Words("label", label);
        json.WriteString("objectKey", wire.World.KeyOf(written));
        AvatarJson.Write(wire, written, id);
        json.WritePropertyName("objectType");
        wire.CachedType(type);
        wire.Time("created", written.Created);
        wire.Time("updated", written.Updated);
        json.WriteBoolean("hasAvatar", written.Avatar is not null);
        json.WriteNumber("timestamp", written.Updated.ToUnixTimeMilliseconds());
        if (withAttributes)
        {
            json.WritePropertyName("attributes");
            WriteAttributes(wire, written, single);
        }
        if (single)
        {
            json.WriteStartObject("extendedInfo");
            json.WriteBoolean(
                "openIssuesExists",
                wire.World.Issues.Naming(written.Id).Any(issue => !issue.Status.IsDone)
            );
            json.WriteBoolean("attachmentsExists", written.Parts.Attachments.Count > 0);
            json.WriteEndObject();
        }
        json.WriteStartObject("_links");
        json.WriteString("self", $"{wire.SiteUrl}/jira/assets/object/{id}");
        json.WriteEndObject();
        wire.Words("name", label);
        json.WriteEndObject();
    }

    public static void WriteAttributes(Wire wire, AssetObject written, bool withDefinitions)
    {
        wire.Json.WriteStartArray();
        foreach (var attribute in wire.World.AttributesOf(wire.World.Types[written.TypeId]))
        {
            var values = ValueJson.ValuesOf(wire, written, attribute);
            if (values.Count > 0 || !wire.Switches.EmptyAttributesLeftOut)
                WriteAttribute(wire, written, attribute, values, withDefinitions);
        }
        wire.Json.WriteEndArray();
    }

    private static void WriteAttribute(
        Wire wire,
        AssetObject written,
        AttributeDefinition attribute,
        IReadOnlyList<string> values,
        bool withDefinition
    )
    {
        var json = wire.Json;
        json.WriteStartObject();
        if (wire.Switches.AttributeRowIds)
        {
            wire.Identity(Wire.IdText((written.Id * 1000) + attribute.Id));
            json.WriteString("objectId", Wire.IdText(written.Id));
        }
        else
            json.WriteString("workspaceId", wire.World.Site.WorkspaceId);
        if (withDefinition)
        {
            json.WritePropertyName("objectTypeAttribute");
            AttributeJson.Write(wire, attribute);
        }
        json.WriteString("objectTypeAttributeId", Wire.IdText(attribute.Id));
        json.WritePropertyName("objectAttributeValues");
        wire.Array(values, value => ValueJson.Write(wire, attribute, value));
        json.WriteEndObject();
    }
}
