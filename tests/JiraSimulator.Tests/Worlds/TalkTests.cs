using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Worlds;

public sealed class TalkTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    [Fact]
    public async Task What_people_write_is_there_and_no_date_of_an_object_moves()
    {
        var before = await fixture.TruthAsync("parts");
        var dates = Dates();
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };

        using var response = await control.PostAsync(
            "/_sim/sites/acme/talk?seed=3&times=30",
            content: null
        );
        var said = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var after = await fixture.TruthAsync("parts");

        said["objectIds"]!.AsArray().Count.ShouldBeInRange(25, 30);
        Sum(after)
            .ShouldBe(
                Sum(before)
                    + Number(said, "commented")
                    + Number(said, "attached")
                    - Number(said, "removed")
            );
        Dates().ShouldBe(dates);
    }

    private List<(long, DateTimeOffset)> Dates() =>
        [.. fixture.AcmeWorld.AllObjects().Select(owner => (owner.Id, owner.Updated))];

    private static int Sum(JsonNode totals) =>
        Number(totals, "comments") + Number(totals, "attachments");

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
