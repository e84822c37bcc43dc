using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Runs;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.DataCenter;

public sealed class DataCenterIssuesTests
{
    private const int PageSize = 10;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(95)]
    public async Task All_issues_of_a_search_are_found(int total)
    {
        var server = new Server(total);

        var (found, calls) = await SweepAsync(server);

        found.ShouldBe(Enumerable.Range(0, total).Select(id => $"{id}"), ignoreOrder: true);
        calls.ShouldBeLessThanOrEqualTo(total / (PageSize - 1) + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(25)]
    public async Task Issues_that_leave_the_search_meanwhile_hide_no_others(int leaving)
    {
        var server = new Server(95) { Leaving = leaving };

        var (found, _) = await SweepAsync(server);

        server.Issues.ShouldNotBeEmpty();
        server.Issues.Except(found).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_leaves_costs_no_more_than_the_page_before_again()
    {
        var server = new Server(95) { LastLeavesAfter = 5 };

        var (found, calls) = await SweepAsync(server);

        server.Issues.Except(found).ShouldBeEmpty();
        calls.ShouldBeLessThanOrEqualTo(95 / (PageSize - 1) + 1 + 2);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"issues":[]}""")]
    [InlineData("""{"total":3}""")]
    [InlineData("""["issues"]""")]
    public async Task A_good_answer_that_is_no_page_is_told(string body)
    {
        var server = new Server(1) { Body = body };

        await Should.ThrowAsync<AtlassianUnavailableException>(() => SweepAsync(server));
    }

    [Fact]
    public async Task What_is_granted_is_asked_for_each_project()
    {
        var issues = new DataCenterIssues(new Server(0));

        var granted = await issues.CheckPermissionsAsync(
            new PermissionsQuery([
                new ProjectPermissionsQuery(["BROWSE_PROJECTS", "EDIT_ISSUES"], [1, 2, 3]),
            ]),
            CancellationToken.None
        );

        granted
            .ProjectPermissions!.Select(grant =>
                $"{grant.Permission} {string.Join(' ', grant.Projects!)}"
            )
            .ShouldBe([
                "BROWSE_PROJECTS 1",
                "BROWSE_PROJECTS 2",
                "EDIT_ISSUES 2",
                "BROWSE_PROJECTS 3",
            ]);
    }

    [Fact]
    public async Task A_project_whose_issues_the_account_may_not_see_is_named()
    {
        await using var server = await DataCenterHost.StartAsync("itsm");
        await server.AddAsync(DataCenterHost.ByToken);
        server.Host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath == "/jira/rest/api/2/mypermissions"
            && request.RequestUri.Query == "?projectId=10001"
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent("""{"permissions":{}}"""),
                }
                : null;

        var run = await server.Host.BackUpAsync((await server.SchemasAsync())[0].Key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        (await server.Host.PartAsync(run.Id, "issueFields")).Reasons.ShouldBe([
            "The account may not browse the issues of 1 project: HR. Give it Browse Projects there.",
        ]);
    }

    private static async Task<(HashSet<string> Found, int Calls)> SweepAsync(Server server)
    {
        var issues = new DataCenterIssues(server);
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await issues.FindIssuesAsync(
                "cf[1] is not EMPTY",
                token,
                "customfield_1",
                PageSize,
                CancellationToken.None
            );
            foreach (var issue in page.GetProperty("issues").EnumerateArray())
                found.Add(issue.GetProperty("id").GetString()!);
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        } while (token is not null);
        return (found, server.Calls);
    }

    /// <summary>Before each of the first pages but one, some of the first issues leave the search.</summary>
    private sealed class Server(int total) : IServerApi
    {
        private const int PagesOfLeaving = 4;

        public List<string> Issues { get; } = [.. Enumerable.Range(0, total).Select(id => $"{id}")];
        public int Leaving { get; init; }
        public int? LastLeavesAfter { get; init; }
        public string? Body { get; init; }
        public int Calls { get; private set; }

        public Task<JsonElement> FindIssuesAsync(
            string jql,
            int startAt,
            int maxResults,
            string fields,
            CancellationToken cancellationToken
        )
        {
            jql.ShouldBe("cf[1] is not EMPTY ORDER BY key ASC");
            if (Body is not null)
                return Task.FromResult(JsonElement.Parse(Body));
            if (Calls++ is > 0 and < PagesOfLeaving)
                Issues.RemoveRange(0, Leaving);
            if (Calls == LastLeavesAfter + 1)
                Issues.RemoveAt(startAt);
            var page = Issues
                .Skip(startAt)
                .Take(maxResults)
                .Select(id => (JsonNode)new JsonObject { ["id"] = id });
            return Task.FromResult(
                JsonElement.Parse(
                    new JsonObject
                    {
                        ["total"] = Issues.Count,
                        ["issues"] = new JsonArray([.. page]),
                    }.ToJsonString()
                )
            );
        }

        public Task<MyPermissions> GetMyPermissionsAsync(
            long projectId,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new MyPermissions(
                    new Dictionary<string, Permission>
                    {
                        ["BROWSE_PROJECTS"] = new(HavePermission: true),
                        ["EDIT_ISSUES"] = new(HavePermission: projectId == 2),
                    }
                )
            );

        public Task<JsonElement> ListFieldsAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<JsonElement> ListProjectsAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ServerAccount> GetMyselfAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
