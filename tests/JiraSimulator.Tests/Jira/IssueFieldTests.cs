using System.Net;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Jira;

public sealed class IssueFieldTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private const string Fields = "https://acme.atlassian.net/rest/api/3/field";
    private const string AssetsType = "com.atlassian.jira.plugins.cmdb:cmdb-object-cftype";

    [Fact]
    public async Task Fields_that_hold_objects_are_known_by_their_custom_type_alone()
    {
        using var agent = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "agent@acme.example",
            "agent-token"
        );

        var assets = (await agent.GetAsync(Fields))
            .AsArray()
            .Where(field => field!["schema"]!["custom"]?.GetValue<string>() == AssetsType)
            .ToList();

        assets
            .Select(field => field!["id"]!.GetValue<string>())
            .ShouldBe([
                "customfield_10191",
                "customfield_10192",
                "customfield_10193",
                "customfield_10194",
            ]);
        assets
            .Select(field => field!["schema"]!["type"]!.GetValue<string>())
            .Distinct()
            .ShouldBe(["array", "any"]);
        assets[0]!["name"]!.GetValue<string>().ShouldBe(assets[1]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_bad_token_sees_the_fields_of_the_system_only()
    {
        using var nobody = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            token: "expired-token"
        );

        var fields = (await nobody.GetAsync(Fields)).AsArray();

        fields.ShouldNotBeEmpty();
        fields.ShouldAllBe(field => !field!["custom"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_paged_list_is_for_administrators()
    {
        using var agent = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "agent@acme.example",
            "agent-token"
        );

        var (status, body) = await agent.RefusedAsync(HttpMethod.Get, $"{Fields}/search");
        var page = await fixture.Acme.GetAsync($"{Fields}/search?type=custom&maxResults=4");
        var next = await fixture.Acme.GetAsync($"{Fields}/search?type=custom&startAt=4");

        status.ShouldBe(HttpStatusCode.Forbidden);
        body.ShouldContain("Only Jira administrators can access fields.");
        (page["total"]!.GetValue<int>(), page["isLast"]!.GetValue<bool>()).ShouldBe((6, false));
        page["nextPage"]!.GetValue<string>().ShouldContain("startAt=4");
        next["values"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_field_tells_where_it_applies()
    {
        var contexts = await fixture.Acme.GetAsync($"{Fields}/customfield_10191/context");

        contexts["values"]![0]!["isGlobalContext"]!.GetValue<bool>().ShouldBeTrue();
    }
}
