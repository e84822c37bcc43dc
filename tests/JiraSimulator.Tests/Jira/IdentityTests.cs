using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;
using JiraSimulator.Tests.Connect;

namespace JiraSimulator.Tests.Jira;

public sealed class IdentityTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    private const string Site = "https://acme.atlassian.net";

    [Fact]
    public async Task Myself_is_the_account_of_the_token()
    {
        var response = await fixture.CallAsync(
            $"{Site}/rest/api/3/myself",
            ConnectFixture.Basic(fixture.Admin)
        );

        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        body["accountId"]!.GetValue<string>().ShouldBe(fixture.Admin.AccountId);
        body["emailAddress"]!.GetValue<string>().ShouldBe(fixture.Admin.Email);
    }

    [Fact]
    public async Task Myself_refuses_nobody_an_expired_token_a_scoped_one_and_a_wrong_one()
    {
        string?[] credentials =
        [
            null,
            ConnectFixture.Basic(fixture.Admin, TokenState.Expired),
            ConnectFixture.Basic(fixture.Admin, TokenState.Scoped),
            "Basic " + Convert.ToBase64String("nobody@acme.example:nothing"u8),
            "Bearer abc",
        ];
        foreach (var credential in credentials)
        {
            var response = await fixture.CallAsync($"{Site}/rest/api/3/myself", credential);
            ((int)response.StatusCode).ShouldBe(401, credential);
            response.Headers.WwwAuthenticate.ToString().ShouldContain("OAuth realm=");
        }
    }

    [Fact]
    public async Task Server_info_is_for_anybody_and_writes_its_times_with_an_offset()
    {
        var response = await fixture.CallAsync($"{Site}/rest/api/3/serverInfo", null);

        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        body["baseUrl"]!.GetValue<string>().ShouldBe(Site);
        body["serverTime"]!.GetValue<string>().ShouldBe("2026-11-23T09:00:00.000+0000");
    }

    [Fact]
    public async Task Tenant_info_gives_each_site_its_own_cloud_id()
    {
        var acme = await fixture.CallAsync($"{Site}/_edge/tenant_info", null);
        var globex = await fixture.CallAsync(
            "https://globex.atlassian.net/_edge/tenant_info",
            null
        );

        var ids = new[] { acme, globex }.Select(async response =>
            await response.Content.ReadAsStringAsync()
        );
        (await Task.WhenAll(ids)).ShouldBe(
            fixture.Simulator.Sites.Select(site => $$"""{"cloudId":"{{site.CloudId}}"}""")
        );
    }

    [Fact]
    public async Task Others_see_a_user_without_the_address()
    {
        var url = $"{Site}/rest/api/3/user?accountId={fixture.Admin.AccountId}";

        var response = await fixture.CallAsync(url, ConnectFixture.Basic(fixture.Agent));

        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        body["displayName"]!.GetValue<string>().ShouldBe(fixture.Admin.DisplayName);
        body["emailAddress"]!.GetValue<string>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Projects_come_in_pages_that_name_the_next()
    {
        var authorization = ConnectFixture.Basic(fixture.Admin);
        var keys = new List<string>();
        string? url = $"{Site}/rest/api/3/project/search?maxResults=2";
        while (url is not null)
        {
            var page = (
                await (
                    await fixture.CallAsync(url, authorization)
                ).Content.ReadFromJsonAsync<JsonObject>()
            )!;
            keys.AddRange(
                page["values"]!.AsArray().Select(project => project!["key"]!.GetValue<string>())
            );
            url = page["nextPage"]?.GetValue<string>();
        }

        keys.ShouldBe(fixture.Acme.ProjectKeys);
    }
}
