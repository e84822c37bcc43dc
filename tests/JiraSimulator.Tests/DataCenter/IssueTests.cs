using System.Net;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.DataCenter;

public sealed class IssueTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_search_is_paged_by_offset_and_counts_all()
    {
        var field = fixture.World.Issues.AssetsFields.First();

        var page = await fixture.Admin.GetAsync(
            $"/rest/api/2/search?jql=cf[{field.Number}] is not EMPTY ORDER BY key ASC&startAt=2&maxResults=3&fields={field.Id}"
        );

        var named = fixture.World.Issues.All.Where(issue => issue.ObjectsIn(field).Count > 0);
        page["total"]!.GetValue<int>().ShouldBe(named.Count());
        page["issues"]!
            .AsArray()
            .Select(issue => issue!["key"]!.GetValue<string>())
            .ShouldBe(named.Skip(2).Take(3).Select(issue => issue.Key));
    }

    [Fact]
    public async Task A_field_names_objects_by_label_and_key()
    {
        var field = fixture.World.Issues.AssetsFields.First();

        var page = await fixture.Admin.GetAsync(
            $"/rest/api/2/search?jql=cf[{field.Number}] is not EMPTY&maxResults=1&fields={field.Id}"
        );

        page["issues"]![0]!["fields"]![field.Id]![0]!
            .GetValue<string>()
            .ShouldMatch(@".+ \([A-Z]+-[0-9]+\)$");
    }

    [Fact]
    public async Task Rights_are_those_in_the_project_that_is_named()
    {
        using var agent = fixture.As("agent");

        var open = await agent.GetAsync("/rest/api/2/mypermissions?projectId=10000");
        var closed = await agent.GetAsync("/rest/api/2/mypermissions?projectId=10004");

        Browse(open).ShouldBeTrue();
        Browse(closed).ShouldBeFalse();
        (await agent.RefusedAsync("/rest/api/2/mypermissions?projectId=1")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );

        static bool Browse(System.Text.Json.Nodes.JsonNode answer) =>
            answer["permissions"]!["BROWSE_PROJECTS"]!["havePermission"]!.GetValue<bool>();
    }
}
