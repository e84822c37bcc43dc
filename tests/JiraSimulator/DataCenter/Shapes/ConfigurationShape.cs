using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>Icons, statuses and reference types, with numbers as ids.</summary>
internal static class ConfigurationShape
{
    public static void WriteIcon(Wire wire, Icon icon) =>
        WriteIcon(wire, icon, $"{Urls.Insight(wire)}/icon/{icon.Id}/icon.png");

    /// <param name="url">Of the image, without its size: an icon within a type points at the type's own.</param>
    public static void WriteIcon(Wire wire, Icon icon, string url)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", icon.Id);
        wire.Json.WriteString("name", icon.Name);
        wire.Json.WriteString("url16", $"{url}?size=16");
        wire.Json.WriteString("url48", $"{url}?size=48");
        wire.Json.WriteEndObject();
    }

    public static void WriteStatus(Wire wire, StatusType status)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", status.Id);
        wire.Json.WriteString("name", status.Name);
        wire.Words("description", status.Description);
        wire.Json.WriteNumber("category", status.Category);
        if (status.SchemaId is { } schema)
            wire.Json.WriteNumber("objectSchemaId", schema);
        else if (wire.Switches.NullSchemaOnGlobalStatus)
            wire.Json.WriteNull("objectSchemaId");
        wire.Json.WriteEndObject();
    }

    /// <summary>Colours come without their #.</summary>
    public static void WriteReferenceType(Wire wire, ReferenceType type)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", type.Id);
        wire.Json.WriteString("name", type.Name);
        wire.Words("description", type.Description);
        wire.OptionalText("color", type.Color?.TrimStart('#'));
        wire.Json.WriteString(
            "url16",
            $"{Urls.Insight(wire)}/config/referencetype/{type.Id}/image.png?size=16"
        );
        wire.Json.WriteBoolean("removable", type.Removable);
        if (type.SchemaId is { } schema)
            wire.Json.WriteNumber("objectSchemaId", schema);
        wire.Json.WriteEndObject();
    }
}
