using System.Globalization;
using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Reads issues of a Data Center or Server in the form of Cloud.</summary>
internal sealed class DataCenterIssues(IServerApi server) : IIssueReads
{
    private const int Parallel = 4;

    private static readonly Endpoint Search = new("", "GET", "/rest/api/2/search");

    public Task<JsonElement> ListFieldsAsync(CancellationToken cancellationToken) =>
        server.ListFieldsAsync(cancellationToken);

    /// <summary>
    /// Pages by offset, told as pages by token. Each begins with the last issue of the page before: where none of that page is in
    /// it any more, issues have left the search meanwhile and moved others up, out of sight; then one of it is looked for page
    /// by page towards the beginning.
    /// </summary>
    /// <exception cref="AtlassianUnavailableException">A good answer that is no page.</exception>
    public async Task<JsonElement> FindIssuesAsync(
        string jql,
        string? nextPageToken,
        string fields,
        int maxResults,
        CancellationToken cancellationToken
    )
    {
        var after = Place.Of(nextPageToken);
        var page = await PageAsync(Math.Max(after.Offset - 1, 0));
        while (page.StartAt > 0 && !page.HasAny(after.Ids))
            page = await PageAsync(Math.Max(page.StartAt - maxResults + 1, 0));
        return AsTokenPage(page, after);

        async Task<IssuePage> PageAsync(int startAt) =>
            IssuePage.Of(
                startAt,
                await server.FindIssuesAsync(
                    $"{jql} ORDER BY key ASC",
                    startAt,
                    maxResults,
                    fields,
                    cancellationToken
                )
            );
    }

    public async Task<JsonElement> ListProjectsAsync(
        int startAt,
        int maxResults,
        CancellationToken cancellationToken
    )
    {
        var projects = await server.ListProjectsAsync(cancellationToken);
        return Written(json =>
        {
            json.WriteBoolean("isLast"u8, true);
            json.WriteCopies("values"u8, projects.Items());
        });
    }

    /// <summary>A call for each project: there is none for several.</summary>
    public async Task<GrantedPermissions> CheckPermissionsAsync(
        PermissionsQuery query,
        CancellationToken cancellationToken
    )
    {
        var granted = new List<GrantedProjectPermission>();
        foreach (var asked in query.ProjectPermissions)
        foreach (var some in asked.Projects.Chunk(Parallel))
        {
            var held = await Task.WhenAll(
                some.Select(project => server.GetMyPermissionsAsync(project, cancellationToken))
            );
            granted.AddRange(
                from one in some.Zip(held)
                from permission in asked.Permissions
                where one.Second.Permissions.GetValueOrDefault(permission)?.HavePermission == true
                select new GrantedProjectPermission(permission, [one.First])
            );
        }
        return new GrantedPermissions(granted);
    }

    private static JsonElement AsTokenPage(IssuePage page, Place after) =>
        Written(json =>
        {
            json.WriteCopies("issues"u8, page.Issues);
            var end = page.StartAt + page.Issues.Count;
            if (end < page.Total)
                json.WriteString(
                    "nextPageToken"u8,
                    new Place(end, page.Issues.Count > 0 ? page.Ids : after.Ids).ToString()
                );
        });

    private static JsonElement Written(Action<Utf8JsonWriter> write) =>
        JsonElement.Parse(CopiedJson.Object(write).Span);

    private sealed record IssuePage(int StartAt, IReadOnlyList<JsonElement> Issues, long Total)
    {
        public IReadOnlyList<string> Ids => [.. Issues.Select(IdOf).OfType<string>()];

        public bool HasAny(IEnumerable<string> ids) => Ids.Intersect(ids).Any();

        public static IssuePage Of(int startAt, JsonElement answer) =>
            answer.ValueKind == JsonValueKind.Object
            && answer.TryGetProperty("issues"u8, out var issues)
            && issues.ValueKind == JsonValueKind.Array
            && answer.TryGetProperty("total"u8, out var total)
            && total.ValueKind == JsonValueKind.Number
                ? new IssuePage(startAt, [.. issues.EnumerateArray()], total.GetInt64())
                : throw new AtlassianUnavailableException(
                    Search,
                    StatusCodes.Status200OK,
                    "the answer is no page of a search: it has no issues or no total"
                );

        private static string? IdOf(JsonElement issue) =>
            issue.ValueKind == JsonValueKind.Object && issue.TryGetProperty("id"u8, out var id)
                ? id.ToString()
                : null;
    }

    /// <param name="Offset">How many issues the pages so far have.</param>
    /// <param name="Ids">Of those of the last page.</param>
    private sealed record Place(int Offset, IReadOnlyList<string> Ids)
    {
        public static Place Of(string? token)
        {
            if (token is null)
                return new Place(0, []);
            var colon = token.IndexOf(':', StringComparison.Ordinal);
            return new Place(
                int.Parse(token.AsSpan(0, colon), CultureInfo.InvariantCulture),
                token[(colon + 1)..].Split(',')
            );
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Offset}:{string.Join(',', Ids)}");
    }
}
