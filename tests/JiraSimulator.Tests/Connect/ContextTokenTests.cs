using System.Net;
using JiraSimulator.Connect;

namespace JiraSimulator.Tests.Connect;

public sealed class ContextTokenTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    [Fact]
    public async Task A_context_token_names_its_account_no_url_and_a_quarter_of_an_hour()
    {
        await fixture.ControlAsync("install");

        var answer = await fixture.BrowseJsonAsync(TokenOf(fixture.Agent.AccountId));

        var installation = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        var secret = installation["sharedSecret"]!.GetValue<string>();
        var claims = JsonWebToken.VerifyHs256(answer["token"]!.GetValue<string>(), secret)!;
        claims["sub"]!.GetValue<string>().ShouldBe(fixture.Agent.AccountId);
        claims["iss"]!.GetValue<string>().ShouldBe(installation["clientKey"]!.GetValue<string>());
        claims["qsh"]!.GetValue<string>().ShouldBe("context-qsh");
        (claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>()).ShouldBe(900);
    }

    [Fact]
    public async Task Tokens_can_be_made_to_come_expired()
    {
        await fixture.ControlAsync("install");
        await fixture.ControlAsync("context-token-mode?mode=expired");

        var answer = await fixture.BrowseJsonAsync(TokenOf(fixture.Admin.AccountId));

        await fixture.ControlAsync("context-token-mode?mode=valid");
        var claims = JsonWebToken.Claims(answer["token"]!.GetValue<string>())!;
        claims["exp"]!
            .GetValue<long>()
            .ShouldBeLessThan(fixture.Time.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Tokens_can_be_made_to_fail()
    {
        await fixture.ControlAsync("install");
        await fixture.ControlAsync("context-token-mode?mode=fail");

        var response = await fixture.BrowseAsync(TokenOf(fixture.Admin.AccountId));

        await fixture.ControlAsync("context-token-mode?mode=valid");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Nobody_gets_a_token_for_an_account_that_is_not_on_the_site()
    {
        await fixture.ControlAsync("install");

        var response = await fixture.BrowseAsync(TokenOf("557058:nobody"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string TokenOf(string accountId) =>
        $"/_sim/sites/acme/context-token?account={Uri.EscapeDataString(accountId)}";
}
