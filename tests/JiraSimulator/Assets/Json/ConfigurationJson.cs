using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>Icons, statuses and reference types.</summary>
internal static class ConfigurationJson
{
    public static void WriteIcon(Wire wire, Icon icon)
    {
        var id = WireIds.Text(icon.Id, wire.Switches);
        wire.Json.WriteStartObject();
        wire.Json.WriteString("id", id);
        wire.Json.WriteString("name", icon.Name);
        wire.Json.WriteString("url16", $"{wire.WorkspaceUrl}/icon/{id}/icon.png?size=16");
        wire.Json.WriteString("url48", $"{wire.WorkspaceUrl}/icon/{id}/icon.png?size=48");
        wire.Json.WriteEndObject();
    }

    public static void WriteStatus(Wire wire, StatusType status)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteString("id", Wire.IdText(status.Id));
        wire.Json.WriteString("name", status.Name);
        wire.Words("description", status.Description);
        wire.Json.WriteNumber("category", status.Category);
        if (status.SchemaId is { } schema)
            wire.Json.WriteString("objectSchemaId", Wire.IdText(schema));
        else if (wire.Switches.NullSchemaOnGlobalStatus)
            wire.Json.WriteNull("objectSchemaId");
        wire.Json.WriteEndObject();
    }

    public static void WriteReferenceType(Wire wire, ReferenceType type)
    {
        var id = WireIds.Text(type.Id, wire.Switches);
        wire.Json.WriteStartObject();
        wire.Identity(id);
        wire.Json.WriteString("name", type.Name);
        wire.Words("description", type.Description);
        wire.OptionalText("color", type.Color);
        wire.Json.WriteString(
            "url16",
            $"{wire.WorkspaceUrl}/config/referencetype/{id}/image.png?size=16"
        );
        wire.Json.WriteBoolean("removable", type.Removable);
        if (type.SchemaId is { } schema)
            wire.Json.WriteString("objectSchemaId", Wire.IdText(schema));
        wire.Json.WriteEndObject();
    }
}
