using System.Text.Json.Nodes;
using JiraSimulator.Jira.Jql;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>GET and POST search/jql, paged by token, and search/approximate-count (contract §8.3).</summary>
internal static class IssueSearch
{
    private const int MostIds = 5000;
    private const int MostWithFields = 100;

    public static IResult Get(
        JiraCall call,
        SiteWorlds worlds,
        IssueTokens tokens,
        string? jql,
        string? nextPageToken,
        string[]? fields,
        long[]? reconcileIssues,
        int maxResults = 50
    ) =>
        worlds.Read(
            call,
            world =>
                Page(
                    call,
                    world,
                    tokens,
                    new Asked(jql ?? "", nextPageToken, Split(fields), maxResults, reconcileIssues)
                )
        );

    public static async Task<IResult> PostAsync(
        JiraCall call,
        SiteWorlds worlds,
        IssueTokens tokens,
        HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        await PlatformBody.ReadAsync<Body>(request, cancellationToken) is { } body
            ? worlds.Read(
                call,
                world =>
                    Page(
                        call,
                        world,
                        tokens,
                        new Asked(
                            body.Jql ?? "",
                            body.NextPageToken,
                            Split(body.Fields),
                            body.MaxResults ?? 50,
                            body.ReconcileIssues
                        )
                    )
            )
            : PlatformBody.Invalid();

    public static async Task<IResult> CountAsync(
        JiraCall call,
        SiteWorlds worlds,
        HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        await PlatformBody.ReadAsync<Body>(request, cancellationToken) is { } body
            ? worlds.Read(
                call,
                world =>
                    Results.Json(
                        new { count = JqlSearch.Run(world, call.Caller, body.Jql ?? "").Count }
                    )
            )
            : PlatformBody.Invalid();

    public static IResult Gone() =>
        JiraErrors.Because(
            410,
            "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
        );

    private static IResult Page(JiraCall call, World world, IssueTokens tokens, Asked asked)
    {
        var json = new IssueJson(world, asked.Fields);
        var page = asked.Token is { Length: > 0 } token
            ? tokens.Read(token, asked.Jql, world)
            : IssuePage.First;
        var found = JqlSearch.Run(world, call.Caller, asked.Jql, asked.Reconciled);
        // Fewer the more is asked of each.
        var size = Math.Clamp(asked.MaxResults, 1, json.IsIdOnly ? MostIds : MostWithFields);
        var shown = found.Skip(page.StartAt).Take(size).ToList();
        var isLast = page.StartAt + shown.Count >= found.Count;
        var body = new JsonObject { ["issues"] = new JsonArray([.. shown.Select(json.Write)]) };
        if (!isLast)
        {
            var next = page.After(shown.Count, world.Switches.IssuePaging);
            body["nextPageToken"] = IssueTokens.Next(next, asked.Jql, world.Now);
        }
        if (world.Switches.IsLastInIssueSearch)
            body["isLast"] = isLast;
        return Results.Json(body);
    }

    /// <summary>Without fields only ids are answered.</summary>
    private static IReadOnlyList<string> Split(IEnumerable<string>? fields)
    {
        var named = (fields ?? [])
            .SelectMany(field =>
                field.Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            )
            .ToList();
        return named.Count > 0 ? named : ["id"];
    }

    private sealed record Asked(
        string Jql,
        string? Token,
        IReadOnlyList<string> Fields,
        int MaxResults,
        IReadOnlyList<long>? Reconciled
    );

    private sealed record Body
    {
        public string? Jql { get; init; }
        public string? NextPageToken { get; init; }
        public IReadOnlyList<string>? Fields { get; init; }
        public int? MaxResults { get; init; }
        public IReadOnlyList<long>? ReconcileIssues { get; init; }
    }
}
