using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>An issue as Assets shows it beside an object.</summary>
internal static class TicketJson
{
    public static void Write(Wire wire, Issue issue)
    {
        var json = wire.Json;
        json.WriteStartObject();
        wire.Identity(Wire.IdText(issue.Id));
        json.WriteString("key", issue.Key);
        json.WriteString("reporter", issue.ReporterId);
        wire.Time("created", issue.Created);
        wire.Time("updated", issue.Updated);
        wire.Words("title", issue.Summary);
        json.WriteStartObject("status");
        json.WriteString("name", issue.Status.Name);
        json.WriteString("description", "");
        json.WriteString("colorName", issue.Status.Color);
        json.WriteEndObject();
        json.WriteStartObject("type");
        json.WriteString("name", issue.Type);
        json.WriteString("description", "");
        json.WriteString("iconUrl", $"{wire.SiteUrl}/images/icons/issuetypes/task.svg");
        json.WriteEndObject();
        json.WriteStartObject("priority");
        json.WriteString("name", issue.Priority);
        json.WriteString("iconUrl", $"{wire.SiteUrl}/images/icons/priorities/high.svg");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
