using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>An issue as Assets shows it beside an object.</summary>
internal static class TicketShape
{
    public static void Write(Wire wire, Issue issue)
    {
        var json = wire.Json;
        json.WriteStartObject();
        json.WriteString("key", issue.Key);
        json.WriteNumber("id", issue.Id);
        json.WriteString("reporter", issue.ReporterId);
        wire.Time("created", issue.Created);
        wire.Time("updated", issue.Updated);
        wire.Words("title", issue.Summary);
        json.WriteStartObject("status");
        json.WriteString("name", issue.Status.Name);
        json.WriteString("colorName", issue.Status.Color);
        json.WriteEndObject();
        WriteNamed(wire, "type", issue.Type, "issuetypes/task.svg");
        WriteNamed(wire, "priority", issue.Priority, "priorities/high.svg");
        json.WriteEndObject();
    }

    private static void WriteNamed(Wire wire, string member, string name, string icon)
    {
        wire.Json.WriteStartObject(member);
        wire.Json.WriteString("name", name);
        wire.Json.WriteString("iconUrl", $"{wire.World.Site.BaseUrl}/images/icons/{icon}");
        wire.Json.WriteEndObject();
    }
}
