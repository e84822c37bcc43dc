using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>GET project/search: paged, with the URL of the next page.</summary>
internal static class Projects
{
    private const int FirstId = 10000;

    /// <summary>Numeric ids of the site's projects, in the order of their keys.</summary>
    public static IEnumerable<long> Ids(Site site) =>
        site.ProjectKeys.Select((_, index) => (long)FirstId + index);

    public static long IdOf(Site site, string key) =>
        FirstId + site.ProjectKeys.ToList().IndexOf(key);

    public static IResult Search(
        JiraCall call,
        string[]? keys,
        string? query,
        int startAt = 0,
        int maxResults = 50
    )
    {
        var matching = Visible(call)
            .Where(project => keys is not { Length: > 0 } || keys.Contains(project.Key))
            .Where(project =>
                query is null || project.Key.Contains(query, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        var values = matching
            .Skip(startAt)
            .Take(maxResults)
            .Select(project => Model(call.Site, project))
            .ToList();
        var end = startAt + values.Count;
        var body = new JsonObject
        {
            ["self"] = PageUrl(call.Site, startAt, maxResults),
            ["maxResults"] = maxResults,
            ["startAt"] = startAt,
            ["total"] = matching.Count,
            ["isLast"] = end >= matching.Count,
            ["values"] = new JsonArray([.. values]),
        };
        if (end < matching.Count)
            body["nextPage"] = PageUrl(call.Site, end, maxResults);
        return Results.Json(body);
    }

    private static IEnumerable<(string Key, long Id)> Visible(JiraCall call) =>
        call
            .Site.ProjectKeys.Zip(Ids(call.Site))
            .Where(project => call.Site.MayBrowse(call.Caller, project.First));

    private static string PageUrl(Site site, int startAt, int maxResults) =>
        $"{site.BaseUrl}/rest/api/3/project/search?startAt={startAt}&maxResults={maxResults}";

    private static JsonNode Model(Site site, (string Key, long Id) project) =>
        new JsonObject
        {
            ["self"] = $"{site.BaseUrl}/rest/api/3/project/{project.Id}",
            ["id"] = project.Id.ToString(),
            ["key"] = project.Key,
            ["name"] = $"{project.Key} project",
            ["projectTypeKey"] = "service_desk",
            ["simplified"] = false,
            ["style"] = "classic",
            ["isPrivate"] = false,
        };
}
