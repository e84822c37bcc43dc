using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

/// <summary>The record of searches that tests of resuming hold a client against.</summary>
public sealed class SearchRecordTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private const string Query = "objectSchema = Organisation ORDER BY Key ASC";
    private const string Path = "/_sim/sites/acme/searches";

    [Fact]
    public async Task A_page_that_was_answered_is_recorded_and_one_that_failed_is_not()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };
        (await control.DeleteAsync(Path)).EnsureSuccessStatusCode();
        await control.PostAsJsonAsync(
            "/_sim/sites/acme/faults",
            new
            {
                operation = "findObjectsByAql",
                kind = "unavailable",
                call = 2,
            }
        );

        await fixture.Acme.AqlAsync(Query, startAt: 3, maxResults: 2);
        await fixture.Acme.RefusedAsync(
            HttpMethod.Post,
            "/object/aql?startAt=5&maxResults=2",
            new { qlQuery = Query }
        );

        var recorded = await control.GetFromJsonAsync<JsonArray>(Path);
        var only = recorded.ShouldNotBeNull().ShouldHaveSingleItem()!;
        only["query"]!.GetValue<string>().ShouldBe(Query);
        (only["startAt"]!.GetValue<int>(), only["objects"]!.GetValue<int>()).ShouldBe((3, 2));
    }
}
