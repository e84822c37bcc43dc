using System.Web;
using JiraSimulator.Connect;
using JiraSimulator.Tests.Connect;

namespace JiraSimulator.Tests.Frame;

public sealed class FramePagesTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    [Fact]
    public async Task The_frames_address_carries_a_token_bound_to_itself()
    {
        await fixture.ControlAsync("install");

        var frame = await fixture.BrowseJsonAsync(
            $"/_sim/sites/acme/frame-url?account={fixture.Admin.AccountId}&module=page"
        );

        var src = new Uri(frame["src"]!.GetValue<string>());
        var query = HttpUtility.ParseQueryString(src.Query);
        query["from"].ShouldBe("menu");
        query["xdm_e"].ShouldBe(fixture.Simulator.HttpUrl.ToString().TrimEnd('/'));
        query["xdm_c"].ShouldBe("channel-assets-backup__page");
        query["lic"].ShouldBe("active");
        query["cp"].ShouldBe("");
        var installation = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        var claims = JsonWebToken.VerifyHs256(
            query["jwt"]!,
            installation["sharedSecret"]!.GetValue<string>()
        )!;
        claims["qsh"]!.GetValue<string>().ShouldBe(QueryStringHash.Of("GET", src.ToString()));
        claims["sub"]!.GetValue<string>().ShouldBe(fixture.Admin.AccountId);
    }

    [Fact]
    public async Task The_page_knows_no_secret_of_the_site()
    {
        await fixture.ControlAsync("install");
        var installation = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");

        var page = await (
            await fixture.BrowseAsync("/_sim/sites/acme/page")
        ).Content.ReadAsStringAsync();

        page.ShouldContain("assets-backup");
        page.ShouldNotContain(installation["sharedSecret"]!.GetValue<string>());
        page.ShouldNotContain(fixture.Admin.Tokens.Keys.First());
    }

    [Theory]
    [InlineData("/sites/acme/", "text/html")]
    [InlineData("/sites/acme/apps/assets-backup/page", "text/html")]
    [InlineData("/all.js", "text/javascript")]
    [InlineData("/frame/page.js", "text/javascript")]
    [InlineData("/frame/page.css", "text/css")]
    public async Task The_browser_finds_page_and_bridge(string path, string type)
    {
        var response = await fixture.BrowseAsync(path);

        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task A_site_that_does_not_exist_has_no_page() =>
        ((int)(await fixture.BrowseAsync("/sites/nosuch/")).StatusCode).ShouldBe(404);
}
