using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Jira;

/// <summary>Searches for issues as a client makes them that follows tokens to the end.</summary>
internal static class IssueReads
{
    public const string Site = "https://acme.atlassian.net";
    public const string Search = $"{Site}/rest/api/3/search/jql";
    public const string WithAssets = "cf[10191] is not EMPTY order by key";

    public static string Jql(string jql, string? token = null, params string[] fields) =>
        $"{Search}?jql={Uri.EscapeDataString(jql)}"
        + (token is null ? "" : $"&nextPageToken={Uri.EscapeDataString(token)}")
        + string.Concat(fields.Select(field => $"&fields={field}"));

    public static async Task<List<JsonNode>> ReadAllAsync(
        AssetsClient client,
        params string[] fields
    )
    {
        var issues = new List<JsonNode>();
        string? token = null;
        do
        {
            var page = await client.GetAsync(Jql(WithAssets, token, fields));
            issues.AddRange(page["issues"]!.AsArray()!);
            token = page["nextPageToken"]?.GetValue<string>();
        } while (token is not null);
        return issues;
    }

    public static string Id(JsonNode issue) => issue["id"]!.GetValue<string>();
}
