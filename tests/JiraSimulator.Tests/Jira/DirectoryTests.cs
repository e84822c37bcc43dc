using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Jira;

/// <summary>How people and groups are found, and whether the service desk is licensed.</summary>
public sealed class DirectoryTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private const string Site = "https://acme.atlassian.net";

    [Theory]
    [InlineData("zo")]
    [InlineData("zoe@acme.example")]
    public async Task A_person_is_found_by_name_and_by_address(string query)
    {
        var found = await fixture.Acme.GetAsync(
            $"{Site}/rest/api/3/user/search?query={Uri.EscapeDataString(query)}"
        );

        Names(found).ShouldBe(["Zoë Łukasz"]);
    }

    [Fact]
    public async Task Everybody_comes_in_pages_those_who_left_included()
    {
        var first = await fixture.Acme.GetAsync($"{Site}/rest/api/3/users/search?maxResults=5");
        var second = await fixture.Acme.GetAsync(
            $"{Site}/rest/api/3/users/search?startAt=5&maxResults=5"
        );

        Names(first)
            .Concat(Names(second))
            .ShouldBe(fixture.AcmeSite.Accounts.Select(account => account.DisplayName));
        second.AsArray().ShouldContain(user => !user!["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_search_for_nobody_is_refused()
    {
        var (status, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"{Site}/rest/api/3/user/search"
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Groups_are_picked_by_a_part_of_their_name()
    {
        var picked = await fixture.Acme.GetAsync($"{Site}/rest/api/3/groups/picker?query=STAFF");

        picked["groups"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("it-staff");
    }

    [Fact]
    public async Task The_service_desk_says_that_it_is_licensed() =>
        (await fixture.Acme.GetAsync($"{Site}/rest/servicedeskapi/info"))["isLicensedForUse"]!
            .GetValue<bool>()
            .ShouldBeTrue();

    private static IEnumerable<string> Names(JsonNode users) =>
        users.AsArray().Select(user => user!["displayName"]!.GetValue<string>());
}
