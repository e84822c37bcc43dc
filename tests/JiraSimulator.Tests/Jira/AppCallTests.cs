using System.Text.Json.Nodes;
using JiraSimulator.Tests.Connect;

namespace JiraSimulator.Tests.Jira;

public sealed class AppCallTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    private const string Url =
        "https://acme.atlassian.net/rest/api/3/group/bulk?groupName=it-staff&maxResults=1";

    public static TheoryData<string> Faults => ["secret", "iss", "qsh", "exp", "iat", "no exp"];

    [Fact]
    public async Task A_call_signed_with_the_sites_secret_is_the_apps()
    {
        var secret = await InstallAsync();

        var response = await fixture.CallAsync(Url, fixture.AppToken("GET", Url, secret));

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_call_with_one_fault_in_its_token_is_refused(string fault)
    {
        var secret = await InstallAsync();
        var token = fixture.AppToken(
            "GET",
            Url,
            fault == "secret" ? "another" : secret,
            Spoil(fault)
        );

        var response = await fixture.CallAsync(Url, token);

        ((int)response.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task A_token_for_one_call_does_not_open_another()
    {
        var secret = await InstallAsync();

        var response = await fixture.CallAsync(
            "https://acme.atlassian.net/rest/api/3/serverInfo",
            fixture.AppToken("GET", Url, secret)
        );

        ((int)response.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task The_secret_of_one_site_does_not_open_another()
    {
        var secret = await InstallAsync();
        await fixture.ControlAsync("install", "globex");
        var other = Url.Replace("acme", "globex", StringComparison.Ordinal);

        var response = await fixture.CallAsync(other, fixture.AppToken("GET", other, secret));

        ((int)response.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task A_get_with_a_body_is_refused()
    {
        var secret = await InstallAsync();

        var response = await fixture.CallAsync(
            Url,
            fixture.AppToken("GET", Url, secret),
            new JsonObject(),
            HttpMethod.Get
        );

        ((int)response.StatusCode).ShouldBe(403);
    }

    private async Task<string> InstallAsync()
    {
        await fixture.ControlAsync("install");
        var installation = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        return installation["sharedSecret"]!.GetValue<string>();
    }

    private Action<JsonObject> Spoil(string fault)
    {
        var now = fixture.Time.GetUtcNow().ToUnixTimeSeconds();
        return claims =>
        {
            switch (fault)
            {
                case "iss" or "qsh":
                    claims[fault] = "another";
                    break;
                case "exp":
                    claims["exp"] = now - 31;
                    break;
                case "iat":
                    claims["iat"] = now + 60;
                    break;
                case "no exp":
                    claims.Remove("exp");
                    break;
            }
        };
    }
}
