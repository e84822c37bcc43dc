using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Assets;

public sealed class TicketTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private AssetObject Crowded =>
        fixture.AcmeWorld.FirstWhere(o => fixture.AcmeWorld.Issues.Naming(o.Id).Count >= 40);

    [Fact]
    public async Task An_object_of_many_issues_lists_a_slice_and_its_query_finds_all()
    {
        var all = fixture.AcmeWorld.Issues.Naming(Crowded.Id);

        var tickets = await TicketsAsync(fixture.Acme, Crowded);
        var found = await fixture.Acme.PostAsync(
            "https://acme.atlassian.net/rest/api/3/search/jql",
            new { jql = tickets["allTicketsQuery"]!.GetValue<string>(), maxResults = 100 }
        );

        tickets["tickets"]!.AsArray().Count.ShouldBe(20);
        found["issues"]!
            .AsArray()
            .Select(issue => issue!["id"]!.GetValue<string>())
            .Order()
            .ShouldBe(all.Select(issue => issue.Id.ToString()).Order());
    }

    [Fact]
    public async Task Issues_of_a_closed_project_are_not_shown_to_an_agent()
    {
        using var agent = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "agent@acme.example",
            "agent-token"
        );
        var named = fixture.AcmeWorld.FirstWhere(o =>
            fixture.AcmeWorld.Issues.Naming(o.Id) is [{ ProjectKey: "SEC" }]
        );

        var seen = await TicketsAsync(agent, named);
        var all = await TicketsAsync(fixture.Acme, named);

        seen["tickets"]!.AsArray().ShouldBeEmpty();
        all["tickets"]![0]!["key"]!.GetValue<string>().ShouldStartWith("SEC-");
    }

    [Fact]
    public async Task An_object_says_whether_an_issue_of_it_is_open()
    {
        var open = fixture.AcmeWorld.FirstWhere(o =>
            fixture.AcmeWorld.Issues.Naming(o.Id) is [{ Status.IsDone: false }]
        );
        var done = fixture.AcmeWorld.FirstWhere(o =>
            fixture.AcmeWorld.Issues.Naming(o.Id) is [{ Status.IsDone: true }]
        );

        (await SaysAsync(open)).ShouldBeTrue();
        (await SaysAsync(done)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_control_api_lists_every_issue_with_its_objects()
    {
        var issues = (await fixture.TruthAsync("issues")).AsArray();
        var row = await fixture.TruthAsync($"parts/objects/{Crowded.Id}");

        issues.Count.ShouldBe(fixture.AcmeWorld.Issues.All.Count(issue => issue.Objects.Count > 0));
        row["counts"]!["issues"]!
            .GetValue<int>()
            .ShouldBe(fixture.AcmeWorld.Issues.Naming(Crowded.Id).Count);
    }

    private static Task<JsonNode> TicketsAsync(AssetsClient client, AssetObject named) =>
        client.GetAsync($"/objectconnectedtickets/{named.Id}/tickets");

    private async Task<bool> SaysAsync(AssetObject named) =>
        (await fixture.Acme.GetAsync($"/object/{named.Id}"))["extendedInfo"]![
            "openIssuesExists"
        ]!.GetValue<bool>();
}
