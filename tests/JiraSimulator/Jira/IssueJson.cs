using System.Globalization;
using System.Text.Json.Nodes;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>An issue with the fields that were asked for (contract §8.2, §8.3).</summary>
internal sealed class IssueJson(World world, IReadOnlyList<string> wanted)
{
    private static readonly string[] Everything = ["*all", "*navigable"];

    /// <summary>Nothing but ids was asked for: such pages may be large.</summary>
    public bool IsIdOnly => wanted.All(name => name is "id");

    public JsonObject Write(Issue issue)
    {
        var id = issue.Id.ToString(CultureInfo.InvariantCulture);
        if (IsIdOnly)
            return new JsonObject { ["id"] = id };
        var body = new JsonObject
        {
            ["expand"] = "renderedFields,names,schema,operations,editmeta,changelog",
            ["id"] = id,
            ["self"] = $"{world.Site.BaseUrl}/rest/api/3/issue/{id}",
            ["key"] = issue.Key,
        };
        var fields = new JsonObject();
        foreach (var (name, value) in SystemFields(issue).Where(field => IsWanted(field.Key)))
            fields[name] = value;
        foreach (var field in world.Issues.Fields.Where(field => IsWanted(field.Id)))
            fields[field.Id] = field.IsAssets ? Objects(issue, field) : null;
        if (fields.Count > 0)
            body["fields"] = fields;
        return body;
    }

    private bool IsWanted(string name) =>
        !wanted.Contains("-" + name) && (wanted.Contains(name) || wanted.Any(Everything.Contains));

    private IEnumerable<KeyValuePair<string, JsonNode?>> SystemFields(Issue issue)
    {
        yield return new("summary", issue.Summary);
        yield return new("issuetype", new JsonObject { ["name"] = issue.Type });
        yield return new("priority", new JsonObject { ["name"] = issue.Priority });
        yield return new("status", new JsonObject { ["name"] = issue.Status.Name });
        yield return new(
            "project",
            new JsonObject
            {
                ["id"] = Projects
                    .IdOf(world.Site, issue.ProjectKey)
                    .ToString(CultureInfo.InvariantCulture),
                ["key"] = issue.ProjectKey,
            }
        );
        yield return new("reporter", new JsonObject { ["accountId"] = issue.ReporterId });
        yield return new("created", Stamp(issue.Created));
        yield return new("updated", Stamp(issue.Updated));
    }

    private JsonArray? Objects(Issue issue, IssueField field)
    {
        var named = issue.ObjectsIn(field);
        return named.Count == 0 && !world.Switches.EmptyIssueFieldsAsList
            ? null
            : new JsonArray([.. named.Select(Object)]);
    }

    private JsonNode Object(long objectId)
    {
        var id = objectId.ToString(CultureInfo.InvariantCulture);
        var form = world.Switches.IssueFieldForm;
        var value = new JsonObject();
        if (form != IssueFieldForm.ObjectKey)
        {
            value["workspaceId"] = world.Site.WorkspaceId;
            value["id"] = $"{world.Site.WorkspaceId}:{id}";
            value["objectId"] = id;
        }
        // An object that is gone is still named by its ids: nothing cleans issues up.
        if (form != IssueFieldForm.ObjectId && world.Objects.Find(objectId) is { } found)
        {
            value["label"] = world.LabelOf(found);
            value["objectKey"] = world.KeyOf(found);
        }
        return value;
    }

    // The platform writes +0000, where Assets writes Z (contract §8.4).
    private static string Stamp(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
