using System.Text.Json.Nodes;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>GET field, field/search and field/{id}/context (contract §8 rows 4 to 6).</summary>
internal static class IssueFields
{
    private static readonly (string Id, string Name, string Type)[] SystemFields =
    [
        ("summary", "Summary", "string"),
        ("issuetype", "Issue Type", "issuetype"),
        ("project", "Project", "project"),
        ("status", "Status", "status"),
        ("priority", "Priority", "priority"),
        ("reporter", "Reporter", "user"),
        ("created", "Created", "datetime"),
        ("updated", "Updated", "datetime"),
    ];

    /// <summary>Custom fields are for those who are known; nobody sees what no project of theirs has.</summary>
    public static IResult All(JiraCall call, SiteWorlds worlds) =>
        worlds.Read(
            call,
            world =>
                Results.Json(
                    new JsonArray([
                        .. SystemFields.Select(System),
                        .. call.IsKnown ? world.Issues.Fields.Select(Custom) : [],
                    ])
                )
        );

    public static IResult Search(
        JiraCall call,
        SiteWorlds worlds,
        string[]? type,
        string[]? id,
        string? query,
        int startAt = 0,
        int maxResults = 50
    )
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        if (!call.IsAdmin)
            return JiraErrors.Because(403, "Only Jira administrators can access fields.");
        return worlds.Read(
            call,
            world => Paged(call, Matching(world, type, id, query), startAt, maxResults)
        );
    }

    public static IResult Contexts(JiraCall call, SiteWorlds worlds, string fieldId)
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        if (!call.IsAdmin)
            return JiraErrors.Because(403, "Only Jira administrators can access fields.");
        return worlds.Read(
            call,
            world =>
                world.Issues.Fields.Find(field => field.Id == fieldId) is { } found
                    ? Results.Json(Context(found))
                    : JiraErrors.Because(404, "The custom field was not found.")
        );
    }

    private static JsonObject Context(IssueField field) =>
        new()
        {
            ["maxResults"] = 50,
            ["startAt"] = 0,
            ["total"] = 1,
            ["isLast"] = true,
            ["values"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = $"{field.Number + 100}",
                    ["name"] = $"Default Configuration Scheme for {field.Name}",
                    ["description"] = "",
                    ["isGlobalContext"] = true,
                    ["isAnyIssueType"] = true,
                }
            ),
        };

    private static List<JsonNode> Matching(
        World world,
        string[]? types,
        string[]? ids,
        string? query
    )
    {
        var withSystem = types is not { Length: > 0 } || types.Contains("system");
        var withCustom = types is not { Length: > 0 } || types.Contains("custom");
        return
        [
            .. (withSystem ? SystemFields.Select(System) : [])
                .Concat(withCustom ? world.Issues.Fields.Select(Searched) : [])
                .Where(field => ids is not { Length: > 0 } || ids.Contains(Text(field, "id")))
                .Where(field =>
                    query is null
                    || Text(field, "name").Contains(query, StringComparison.OrdinalIgnoreCase)
                ),
        ];
    }

    private static IResult Paged(JiraCall call, List<JsonNode> all, int startAt, int maxResults)
    {
        var values = all.Skip(startAt).Take(maxResults).ToList();
        var end = startAt + values.Count;
        var body = new JsonObject
        {
            ["maxResults"] = maxResults,
            ["startAt"] = startAt,
            ["total"] = all.Count,
            ["isLast"] = end >= all.Count,
            ["values"] = new JsonArray([.. values]),
        };
        if (end < all.Count)
        {
            body["nextPage"] =
                $"{call.Site.BaseUrl}/rest/api/3/field/search?startAt={end}&maxResults={maxResults}";
        }
        return Results.Json(body);
    }

    private static string Text(JsonNode field, string name) => field[name]!.GetValue<string>();

    private static JsonNode System((string Id, string Name, string Type) field) =>
        new JsonObject
        {
            ["id"] = field.Id,
            ["key"] = field.Id,
            ["name"] = field.Name,
            ["custom"] = false,
            ["orderable"] = true,
            ["navigable"] = true,
            ["searchable"] = true,
            ["clauseNames"] = new JsonArray(field.Id),
            ["schema"] = new JsonObject { ["type"] = field.Type, ["system"] = field.Id },
        };

    private static JsonNode Custom(IssueField field) =>
        new JsonObject
        {
            ["id"] = field.Id,
            ["key"] = field.Id,
            ["name"] = field.Name,
            ["untranslatedName"] = field.Name,
            ["custom"] = true,
            ["orderable"] = true,
            ["navigable"] = true,
            ["searchable"] = true,
            ["clauseNames"] = new JsonArray($"cf[{field.Number}]", field.Name),
            ["schema"] = Schema(field),
        };

    private static JsonNode Searched(IssueField field) =>
        new JsonObject
        {
            ["id"] = field.Id,
            ["name"] = field.Name,
            ["schema"] = Schema(field),
            ["description"] = "",
            ["key"] = field.Id,
            ["isLocked"] = false,
        };

    private static JsonObject Schema(IssueField field)
    {
        var schema = new JsonObject { ["type"] = field.ValueType };
        if (field.Items is { } items)
            schema["items"] = items;
        schema["custom"] = field.CustomType;
        schema["customId"] = field.Number;
        return schema;
    }
}
