using System.Globalization;
using JiraSimulator.Assets.Json;
using JiraSimulator.Jira;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>Issues, their fields and projects as the platform's REST 2 shows them.</summary>
internal static class IssueShape
{
    // What follows is another for versions before Assets (contract §8.1).
    private const string InsightTypes = "com.riadalabs.jira.plugins.insight:rlabs-customfield-";

    public static void WriteField(Wire wire, IssueField field)
    {
        var json = wire.Json;
        var type = wire.Switches.AssetsBaseMissing ? "object" : "default-object";
        json.WriteStartObject();
        json.WriteString("id", field.Id);
        wire.Words("name", field.Name);
        json.WriteBoolean("custom", true);
        json.WriteBoolean("orderable", true);
        json.WriteBoolean("navigable", true);
        json.WriteBoolean("searchable", true);
        json.WriteStartArray("clauseNames");
        json.WriteStringValue($"cf[{field.Number}]");
        json.WriteEndArray();
        json.WriteStartObject("schema");
        json.WriteString("type", "any");
        json.WriteString("custom", field.IsAssets ? InsightTypes + type : field.CustomType);
        json.WriteNumber("customId", field.Number);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Wire wire, Issue issue, IReadOnlyList<string> wanted)
    {
        var json = wire.Json;
        var id = issue.Id.ToString(CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString("expand", "operations,versionedRepresentations,editmeta,changelog");
        json.WriteString("id", id);
        json.WriteString("self", $"{wire.World.Site.BaseUrl}/rest/api/2/issue/{id}");
        json.WriteString("key", issue.Key);
        json.WriteStartObject("fields");
        foreach (
            var field in wire.World.Issues.AssetsFields.Where(field => wanted.Contains(field.Id))
        )
            WriteValue(wire, issue, field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteProject(Wire wire, string key)
    {
        var json = wire.Json;
        var id = Projects.IdOf(wire.World.Site, key);
        json.WriteStartObject();
        json.WriteString("self", $"{wire.World.Site.BaseUrl}/rest/api/2/project/{id}");
        json.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("key", key);
        json.WriteString("name", $"{key} project");
        json.WriteString("projectTypeKey", "service_desk");
        json.WriteBoolean("archived", false);
        json.WriteEndObject();
    }

    public static void WritePermissions(Wire wire, Func<Permission, bool> isHeld)
    {
        var json = wire.Json;
        json.WriteStartObject();
        json.WriteStartObject("permissions");
        foreach (var permission in Permission.Everything)
        {
            json.WriteStartObject(permission.Key);
            json.WriteString("id", permission.Id);
            json.WriteString("key", permission.Key);
            json.WriteString("name", permission.Name);
            json.WriteString("type", permission.IsGlobal ? "GLOBAL" : "PROJECT");
            json.WriteString("description", permission.Name);
            json.WriteBoolean("havePermission", isHeld(permission));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Label and key in one text (contract §8.2); a deleted object is not named any more.</summary>
    private static void WriteValue(Wire wire, Issue issue, IssueField field)
    {
        var named = issue
            .ObjectsIn(field)
            .Select(id => wire.World.Objects.Find(id))
            .OfType<AssetObject>()
            .ToList();
        wire.Json.WritePropertyName(field.Id);
        if (named.Count == 0)
            wire.Json.WriteNullValue();
        else
            wire.Array(
                named,
                one =>
                    wire.Json.WriteStringValue(
                        $"{wire.World.LabelOf(one)} ({wire.World.KeyOf(one)})"
                    )
            );
    }
}
