using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Connect;

namespace JiraSimulator.Tests.Jira;

public sealed class LicenceTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    private const string Url =
        "https://acme.atlassian.net/rest/atlassian-connect/1/addons/assets-backup";

    [Theory]
    [InlineData("active", true, false)]
    [InlineData("trial", true, true)]
    [InlineData("inactive", false, false)]
    public async Task The_resource_tells_the_state_that_was_set(
        string state,
        bool active,
        bool evaluation
    )
    {
        var licence = (await ReadAsync(state))["license"]!;

        licence["active"]!.GetValue<bool>().ShouldBe(active);
        licence["evaluation"]!.GetValue<bool>().ShouldBe(evaluation);
    }

    [Fact]
    public async Task An_app_without_a_marketplace_licence_has_no_licence_object() =>
        (await ReadAsync("none")).ContainsKey("license").ShouldBeFalse();

    [Fact]
    public async Task The_frames_address_says_what_the_licence_says()
    {
        await fixture.ControlAsync("install");
        await fixture.ControlAsync("licence?state=inactive");

        var frame = await fixture.BrowseJsonAsync(
            $"/_sim/sites/acme/frame-url?account={fixture.Admin.AccountId}&module=page"
        );

        frame["src"]!.GetValue<string>().ShouldContain("&lic=none&");
    }

    [Fact]
    public async Task Only_the_app_itself_may_ask()
    {
        await fixture.ControlAsync("install");

        var response = await fixture.CallAsync(Url, ConnectFixture.Basic(fixture.Admin));

        ((int)response.StatusCode).ShouldBe(401);
    }

    private async Task<JsonObject> ReadAsync(string state)
    {
        await fixture.ControlAsync("install");
        await fixture.ControlAsync($"licence?state={state}");
        var secret = (await fixture.BrowseJsonAsync("/_sim/sites/acme/installation"))[
            "sharedSecret"
        ]!.GetValue<string>();
        var response = await fixture.CallAsync(Url, fixture.AppToken("GET", Url, secret));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
