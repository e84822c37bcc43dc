using System.Net;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>GET /connect/page, as Jira's iframe asks for it.</summary>
public sealed class FramePageTests : IAsyncLifetime
{
    private const string Path = "/connect/page";

    // Sorted and encoded, as the hash wants it.
    private const string Query = "cp=&lic=active&xdm_e=https%3A%2F%2Facme.atlassian.net";

    private DoorHost door = null!;
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        site = await TestSite.Acme(door).InstallAsync();
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task It_is_the_shell_with_the_bridge_before_the_apps_own_script_and_is_never_stored()
    {
        var answer = await OpenAsync(Query, Token());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith(
            """<html><head><script src="https://connect-cdn.atl-paas.net/all.js" data-options="sizeToParent:true"></script><script src="/assets/app.js">"""
        );
    }

    [Fact]
    public async Task A_parameter_changed_after_signing_is_refused() =>
        (
            await OpenAsync(Query.Replace("active", "none", StringComparison.Ordinal), Token())
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_context_token_is_refused() =>
        (await OpenAsync(Query, site.ContextToken())).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );

    [Fact]
    public async Task A_token_in_the_header_is_not_taken() =>
        (await door.SendAsync(HttpMethod.Get, $"{Path}?{Query}", Token())).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );

    [Fact]
    public async Task Two_tokens_are_none() =>
        (await OpenAsync($"{Query}&jwt=x", Token())).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );

    private string Token() => site.UrlToken("GET", Path, Query, "admin-1");

    private Task<HttpResponseMessage> OpenAsync(string query, string token) =>
        door.Http.GetAsync($"{Path}?{query}&jwt={token}");
}
