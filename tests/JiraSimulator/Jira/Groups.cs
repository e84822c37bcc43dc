using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>GET group/bulk and groups/picker.</summary>
internal static class Groups
{
    public static IResult Bulk(
        JiraCall call,
        string[]? groupName,
        string[]? groupId,
        int startAt = 0,
        int maxResults = 50
    )
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        var names = call
            .Site.Groups.Where(name => groupName is not { Length: > 0 } || groupName.Contains(name))
            .Where(name =>
                groupId is not { Length: > 0 } || groupId.Contains(IdOf(call.Site, name))
            )
            .ToList();
        var values = names
            .Skip(startAt)
            .Take(maxResults)
            .Select(name => new { name, groupId = IdOf(call.Site, name) })
            .ToList();
        return Results.Json(
            new
            {
                maxResults,
                startAt,
                total = names.Count,
                isLast = startAt + values.Count >= names.Count,
                values,
            }
        );
    }

    public static IResult Pick(JiraCall call, string? query, int maxResults = 20)
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        var names = call
            .Site.Groups.Where(name =>
                name.Contains(query ?? "", StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        var groups = names
            .Take(maxResults)
            .Select(name => new
            {
                name,
                html = name,
                groupId = IdOf(call.Site, name),
                labels = Array.Empty<object>(),
            })
            .ToList();
        return Results.Json(
            new
            {
                header = $"Showing {groups.Count} of {names.Count} matching groups",
                total = names.Count,
                groups,
            }
        );
    }

    public static JsonNode Model(Site site, string name) =>
        new JsonObject
        {
            ["name"] = name,
            ["groupId"] = IdOf(site, name),
            ["self"] = $"{site.BaseUrl}/rest/api/3/group?groupId={IdOf(site, name)}",
        };

    private static string IdOf(Site site, string name) =>
        new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"group {site.CloudId} {name}")).AsSpan(0, 16)
        ).ToString();
}
