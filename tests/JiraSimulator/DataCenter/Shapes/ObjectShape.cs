using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>How much of an object is shown.</summary>
internal sealed record ObjectView
{
    /// <summary>0 shows no attributes, 1 the object's own, 2 those of the objects it refers to as well, and so on.</summary>
    public int Depth { get; init; }

    public bool WithDefinitions { get; init; }
    public bool WithExtendedInfo { get; init; }

    /// <summary>For an object that another one refers to.</summary>
    public ObjectView Referenced => this with { Depth = Depth - 1, WithExtendedInfo = false };
}

/// <summary>An object as recorded, with numbers as ids.</summary>
internal static class ObjectShape
{
    public static void Write(Wire wire, AssetObject written, ObjectView view)
    {
        var json = wire.Json;
        var label = wire.World.LabelOf(written);
        json.WriteStartObject();
        json.WriteNumber("id", written.Id);
        wire.Words("label", label);
        json.WriteString("objectKey", wire.World.KeyOf(written));
        AvatarShape.Write(wire, written);
        json.WritePropertyName("objectType");
        TypeShape.WriteInObject(wire, wire.World.Types[written.TypeId]);
        WriteArchival(wire, written);
        wire.Time("created", written.Created);
        wire.Time("updated", written.Updated);
        json.WriteBoolean("hasAvatar", written.Avatar is not null);
        json.WriteNumber("timestamp", written.Updated.ToUnixTimeMilliseconds());
        if (view.Depth > 0)
        {
            json.WritePropertyName("attributes");
            WriteAttributes(wire, written, view);
        }
        if (view.WithExtendedInfo)
            WriteExtendedInfo(wire, written);
        json.WriteStartObject("_links");
        json.WriteString(
            "self",
            $"{wire.World.Site.BaseUrl}/secure/ShowObject.jspa?id={written.Id}"
        );
        json.WriteEndObject();
        wire.Words("name", label);
        json.WriteEndObject();
    }

    public static void WriteAttributes(Wire wire, AssetObject written, ObjectView view)
    {
        wire.Json.WriteStartArray();
        foreach (var attribute in wire.World.AttributesOf(wire.World.Types[written.TypeId]))
        {
            var values = ValueJson.ValuesOf(wire, written, attribute);
            if (values.Count > 0 || !wire.Switches.EmptyAttributesLeftOut)
                WriteAttribute(wire, written, attribute, values, view);
        }
        wire.Json.WriteEndArray();
    }

    private static void WriteAttribute(
        Wire wire,
        AssetObject written,
        AttributeDefinition attribute,
        IReadOnlyList<string> values,
        ObjectView view
    )
    {
        var json = wire.Json;
        json.WriteStartObject();
        json.WriteNumber("id", (written.Id * 1000) + attribute.Id);
        if (view.WithDefinitions)
        {
            json.WritePropertyName("objectTypeAttribute");
            AttributeShape.Write(wire, attribute);
        }
        json.WriteNumber("objectTypeAttributeId", attribute.Id);
        json.WritePropertyName("objectAttributeValues");
        wire.Array(values, value => ValueShape.Write(wire, attribute, value, view.Referenced));
        json.WriteNumber("objectId", written.Id);
        json.WriteEndObject();
    }

    private static void WriteArchival(Wire wire, AssetObject written)
    {
        if (written.Archival is not { } archival)
            return;
        wire.Json.WriteBoolean("archived", true);
        wire.Time("archivedDate", archival.At);
        wire.Json.WritePropertyName("archivedBy");
        UserShape.Write(wire, archival.AccountId);
    }

    private static void WriteExtendedInfo(Wire wire, AssetObject written)
    {
        wire.Json.WriteStartObject("extendedInfo");
        wire.Json.WriteBoolean(
            "openIssuesExists",
            wire.World.Issues.Naming(written.Id).Any(issue => !issue.Status.IsDone)
        );
        wire.Json.WriteBoolean("attachmentsExists", written.Parts.Attachments.Count > 0);
        wire.Json.WriteEndObject();
    }
}
