using System.Globalization;
using JiraSimulator.Assets.Json;
using JiraSimulator.Jira;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>Values as read (contract §6.5, §11): people by their user keys, groups by name, projects by key.</summary>
internal static class ValueShape
{
    /// <param name="referenced">How much is shown of an object that the value leads to.</param>
    public static void Write(
        Wire wire,
        AttributeDefinition attribute,
        string value,
        ObjectView referenced
    )
    {
        wire.Json.WriteStartObject();
        switch (attribute.Settings.Kind)
        {
            case AttributeKind.Reference:
                WriteReference(wire, value, referenced);
                break;
            case AttributeKind.User:
                WriteUser(wire, value);
                break;
            case AttributeKind.Group:
                WriteGroup(wire, value);
                break;
            case AttributeKind.Project:
                Linked(wire, "project", $"Project {value}", value);
                WriteProject(wire, value);
                break;
            case AttributeKind.Status:
                WriteStatus(wire, value);
                break;
            case AttributeKind.Version:
                WriteVersion(wire, ServerLinks.Find(ServerLinks.Versions, value));
                break;
            case AttributeKind.Confluence:
                WritePage(wire, ServerLinks.Find(ServerLinks.Pages, value));
                break;
            default:
                wire.Words("value", value);
                Common(wire, ValueJson.Shown(wire, attribute, value), value);
                break;
        }
        wire.Json.WriteEndObject();
    }

    public static void WriteProject(Wire wire, string key)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", Projects.IdOf(wire.World.Site, key));
        wire.Json.WriteString("key", key);
        wire.Json.WriteString("name", $"Project {key}");
        wire.Json.WriteString("url", $"{wire.World.Site.BaseUrl}/browse/{key}");
        wire.Json.WriteEndObject();
    }

    private static void Common(Wire wire, string shown, string searched, bool reference = false)
    {
        wire.Json.WriteString("displayValue", shown);
        wire.Json.WriteString("searchValue", searched);
        wire.Json.WriteBoolean("referencedType", reference);
    }

    /// <summary>A value that leads to a thing of Jira has no text of its own.</summary>
    private static void Linked(Wire wire, string name, string shown, string searched)
    {
        if (wire.Switches.NullValues)
            wire.Json.WriteNull("value");
        Common(wire, shown, searched);
        wire.Json.WritePropertyName(name);
    }

    private static void WriteReference(Wire wire, string value, ObjectView referenced)
    {
        var target = wire.World.Objects.Find(long.Parse(value, CultureInfo.InvariantCulture))!;
        Common(wire, wire.World.LabelOf(target), wire.World.KeyOf(target), reference: true);
        wire.Json.WritePropertyName("referencedObject");
        ObjectShape.Write(wire, target, referenced);
    }

    private static void WriteUser(Wire wire, string key)
    {
        var account = wire.World.Site.Accounts.FirstOrDefault(a => a.AccountId == key);
        wire.Json.WriteString("value", key);
        Common(wire, account?.DisplayName ?? key, key);
        wire.Json.WritePropertyName("user");
        UserShape.Write(wire, key);
    }

    private static void WriteGroup(Wire wire, string group)
    {
        Linked(wire, "group", group, group);
        wire.Json.WriteStartObject();
        wire.Json.WriteString("avatarUrl", $"{wire.World.Site.BaseUrl}/secure/groupavatar");
        wire.Json.WriteString("name", group);
        wire.Json.WriteEndObject();
    }

    private static void WriteStatus(Wire wire, string value)
    {
        var status = wire.World.Statuses[long.Parse(value, CultureInfo.InvariantCulture)];
        Linked(wire, "status", status.Name, value);
        ConfigurationShape.WriteStatus(wire, status);
    }

    private static void WriteVersion(Wire wire, ServerLink version)
    {
        Linked(wire, "version", version.Name, version.IdText);
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", version.Id);
        wire.Json.WriteString("name", version.Name);
        wire.Json.WriteString(
            "url",
            $"{wire.World.Site.BaseUrl}/projects/ITSM/versions/{version.Id}"
        );
        wire.Json.WriteEndObject();
    }

    private static void WritePage(Wire wire, ServerLink page)
    {
        Linked(wire, "confluencePage", page.Name, page.IdText);
        wire.Json.WriteStartObject();
        wire.Json.WriteString("id", page.IdText);
        wire.Json.WriteString("title", page.Name);
        wire.Json.WriteString(
            "url",
            $"https://confluence.dc.example/pages/viewpage.action?pageId={page.Id}"
        );
        wire.Json.WriteEndObject();
    }
}
