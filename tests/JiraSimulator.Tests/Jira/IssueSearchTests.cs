using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;
using static JiraSimulator.Tests.Jira.IssueReads;

namespace JiraSimulator.Tests.Jira;

public sealed class IssueSearchTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    private IEnumerable<Issue> Expected =>
        fixture.AcmeWorld.Issues.All.Where(issue => issue.Objects.ContainsKey(10191));

    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task A_field_is_read_page_by_page_to_the_last_issue()
    {
        var issues = await ReadAllAsync(fixture.Acme, "customfield_10191");

        issues.Select(Id).ShouldBe(Expected.Select(issue => issue.Id.ToString()));
        issues
            .Select(issue =>
                issue["fields"]!["customfield_10191"]!
                    .AsArray()
                    .Select(value => value!["objectId"]!.GetValue<string>())
            )
            .ShouldBe(
                Expected.Select(issue => issue.Objects[10191].Select(id => id.ToString())),
                "objects"
            );
    }

    [Fact]
    public async Task A_value_is_named_by_workspace_and_object_and_an_empty_one_is_null()
    {
        var filled = Expected.First();
        var empty = fixture.AcmeWorld.Issues.All.First(issue => !issue.Objects.ContainsKey(10191));
        var workspace = fixture.AcmeSite.WorkspaceId;

        var value = (await FieldAsync(filled))![0]!;

        value["workspaceId"]!.GetValue<string>().ShouldBe(workspace);
        value["id"]!
            .GetValue<string>()
            .ShouldBe($"{workspace}:{value["objectId"]!.GetValue<string>()}");
        (await FieldAsync(empty)).ShouldBeNull();
        fixture.AcmeWorld.Switches = new() { EmptyIssueFieldsAsList = true };
        (await FieldAsync(empty))!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(IssueFieldForm.ObjectKey, false, true)]
    [InlineData(IssueFieldForm.Both, true, true)]
    public async Task Some_sites_name_an_object_by_its_key(IssueFieldForm form, bool id, bool key)
    {
        fixture.AcmeWorld.Switches = new() { IssueFieldForm = form };

        var value = (await FieldAsync(Expected.First()))![0]!.AsObject();

        (value.ContainsKey("objectId"), value.ContainsKey("objectKey")).ShouldBe((id, key));
    }

    [Fact]
    public async Task Ids_alone_come_in_large_pages_and_fields_in_smaller_ones()
    {
        var ids = await fixture.Acme.PostAsync(
            Search,
            new { jql = "project in (ITSM, HR, FAC, NET, SEC)", maxResults = 5000 }
        );
        var with = await fixture.Acme.PostAsync(
            Search,
            new
            {
                jql = "project in (ITSM, HR, FAC, NET, SEC)",
                maxResults = 5000,
                fields = new[] { "summary" },
            }
        );

        ids["issues"]!.AsArray().Count.ShouldBe(420);
        ids["issues"]![0]!.AsObject().Select(member => member.Key).ShouldBe(["id"]);
        ids["isLast"]!.GetValue<bool>().ShouldBeTrue();
        ids.AsObject().ContainsKey("nextPageToken").ShouldBeFalse();
        with["issues"]!.AsArray().Count.ShouldBe(100);
    }

    [Fact]
    public async Task Issues_of_a_project_that_the_caller_may_not_browse_are_not_there()
    {
        using var agent = Agent();
        var hidden = Expected.First(issue => issue.ProjectKey == "SEC");

        var seen = await ReadAllAsync(agent, "project", "customfield_10191");
        var (named, _) = await agent.RefusedAsync(HttpMethod.Get, Jql("project = SEC"));
        var (direct, _) = await agent.RefusedAsync(
            HttpMethod.Get,
            $"{Site}/rest/api/3/issue/{hidden.Key}"
        );

        seen.Select(Id)
            .ShouldBe(
                Expected
                    .Where(issue => issue.ProjectKey != "SEC")
                    .Select(issue => issue.Id.ToString())
            );
        (named, direct).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task With_a_bad_token_the_answer_is_200_and_nothing()
    {
        using var nobody = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            token: "expired-token"
        );

        var page = await nobody.GetAsync(Jql(WithAssets));

        page["issues"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("order by key", "Unbounded JQL")]
    [InlineData("", "Unbounded JQL")]
    [InlineData("\"No such field\" is not EMPTY", "does not exist or you do not have permission")]
    [InlineData("cf[10040] is not EMPTY", "does not exist or you do not have permission")]
    [InlineData("cf[10191] is not", "Error in the JQL Query")]
    [InlineData("project = NOPE", "does not exist for the field")]
    [InlineData(
        "project = HR order by key, id, created, updated, type, status, project, priority",
        "more than 7"
    )]
    public async Task A_query_that_cannot_be_run_is_refused_with_a_reason(string jql, string reason)
    {
        var (status, body) = await fixture.Acme.RefusedAsync(HttpMethod.Get, Jql(jql));

        status.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(body)!["errorMessages"]![0]!.GetValue<string>().ShouldContain(reason);
    }

    [Fact]
    public async Task A_name_that_two_fields_share_finds_both()
    {
        var all = fixture.AcmeWorld.Issues.All.Count(issue =>
            issue.Objects.ContainsKey(10191) || issue.Objects.ContainsKey(10192)
        );

        (await CountAsync("\"Affected assets\" is not EMPTY")).ShouldBe(all);
        (await CountAsync("\"Impacted \\\"core\\\" services\" is not EMPTY")).ShouldBeGreaterThan(
            0
        );
        (await CountAsync("cf[10194] is not EMPTY")).ShouldBe(0);
    }

    [Fact]
    public async Task The_old_search_is_gone_and_names_the_new_one()
    {
        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"{Site}/rest/api/3/search?jql=project=HR"
        );

        status.ShouldBe(HttpStatusCode.Gone);
        body.ShouldContain("/search/jql");
    }

    [Fact]
    public async Task A_field_is_set_by_ids_of_the_workspace_and_nothing_else()
    {
        var issue = Expected.Last();
        var target = fixture.AcmeWorld.AllObjects().First();
        var id = $"{fixture.AcmeSite.WorkspaceId}:{target.Id}";

        await fixture.Acme.PutAsync(
            $"{Site}/rest/api/3/issue/{issue.Key}",
            new
            {
                update = new { customfield_10191 = new[] { new { set = new[] { new { id } } } } },
            }
        );
        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Put,
            $"{Site}/rest/api/3/issue/{issue.Key}",
            new { fields = new { customfield_10191 = new[] { new { id = "elsewhere:1" } } } }
        );

        (await FieldAsync(issue))!.AsArray().Count.ShouldBe(1);
        fixture.AcmeWorld.Issues.Naming(target.Id).ShouldContain(issue);
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("customfield_10191");
    }

    [Fact]
    public async Task Only_an_administrator_edits_without_notifying_anybody()
    {
        using var agent = Agent();
        var issue = Expected.First(issue => issue.ProjectKey == "ITSM");
        var path = $"{Site}/rest/api/3/issue/{issue.Key}";
        var nothing = new { fields = new { } };

        var (silent, _) = await agent.RefusedAsync(
            HttpMethod.Put,
            $"{path}?notifyUsers=false",
            nothing
        );
        using var loud = await agent.SendAsync(HttpMethod.Put, path, nothing);
        using var admin = await fixture.Acme.SendAsync(
            HttpMethod.Put,
            $"{path}?notifyUsers=false",
            nothing
        );

        (silent, loud.StatusCode, admin.StatusCode).ShouldBe(
            (HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NoContent)
        );
    }

    private AssetsClient Agent() =>
        new(fixture.Simulator, fixture.AcmeSite, "agent@acme.example", "agent-token");

    private async Task<JsonNode?> FieldAsync(Issue issue)
    {
        var page = await fixture.Acme.GetAsync(
            Jql($"key = {issue.Key}", null, "customfield_10191")
        );
        return page["issues"]![0]!["fields"]!["customfield_10191"];
    }

    private async Task<int> CountAsync(string jql) =>
        (await fixture.Acme.PostAsync($"{Site}/rest/api/3/search/approximate-count", new { jql }))[
            "count"
        ]!.GetValue<int>();
}
