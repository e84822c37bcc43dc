using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Doors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>The SPA's calls: who gets in, and who is told what.</summary>
public sealed class ApiCallTests : IAsyncLifetime
{
    private DoorHost door = null!;
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        site = await TestSite.Acme(door).InstallAsync();
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task An_administrator_learns_where_the_app_is_and_what_is_left_to_set_up()
    {
        var session = await (
            await site.GetAsync("/api/session")
        ).Content.ReadFromJsonAsync<JsonElement>();
        session.GetProperty("appName").GetString().ShouldBe("Assets Backup & Migration");
        session.GetProperty("siteUrl").GetString().ShouldBe("https://acme.atlassian.net");
        session.GetProperty("accountId").GetString().ShouldBe("admin-1");
        session.GetProperty("licence").GetString().ShouldBe("active");
        session.GetProperty("setup").GetProperty("step").GetString().ShouldBe("credentials");
        session.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("somebody-else")]
    [InlineData(null)]
    public async Task Who_is_no_jira_administrator_is_told_so_by_every_call(string? account)
    {
        foreach (var path in (string[])["/api/session", "/api/schemas", "/api/nothing-here"])
        {
            var answer = await site.GetAsync(path, account);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await DoorHost.CodeOf(answer)).ShouldBe("not-an-administrator");
        }
    }

    [Fact]
    public async Task Without_a_token_every_address_behind_the_door_is_shut()
    {
        foreach (
            var path in (string[])
                ["/api/session", "/api/schemas", "/api/nothing-here", "/openapi/v1.json"]
        )
        {
            var answer = await door.Http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await DoorHost.CodeOf(answer)).ShouldBe("token-not-accepted");
        }
    }

    [Fact]
    public async Task A_token_of_the_frames_address_is_no_api_token()
    {
        var token = site.UrlToken("GET", "/api/session", account: "admin-1");
        var answer = await door.SendAsync(HttpMethod.Get, "/api/session", token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(
        """{"alg":"HS256","x":"\ud800"}""",
        """{"iss":"\ud800","qsh":"context-qsh","iat":1,"exp":2}"""
    )]
    [InlineData("[]", "[]")]
    [InlineData("""{"alg":"HS256","alg":"HS256"}""", """{"iss":"a","qsh":"b","iat":1,"exp":2}""")]
    [InlineData("""{"alg":"HS256"}""", """{"iss":"a","qsh":"b","iat":1e400,"exp":2}""")]
    public async Task A_token_that_is_none_is_refused_and_breaks_nothing(
        string header,
        string claims
    )
    {
        var token = string.Join('.', new[] { header, claims, "x" }.Select(Base64Url));
        var answer = await door.SendAsync(HttpMethod.Get, "/api/session", token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string Base64Url(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task A_context_token_in_the_address_is_not_taken()
    {
        var answer = await door.Http.GetAsync($"/api/session?jwt={site.ContextToken()}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Jira_is_asked_as_the_app_with_a_token_bound_to_the_call()
    {
        await site.GetAsync("/api/session");
        var (_, authorization) = door.Atlassian.Calls.Single(call =>
            call.Address == "acme.atlassian.net/rest/api/3/permissions/check"
        );
        var expected = TokenForge.Hs256(
            site.Secret,
            new
            {
                qsh = TokenForge.Qsh("POST", "/rest/api/3/permissions/check"),
                iss = "assets-backup",
                iat = door.Now,
                exp = door.Now + 180,
            }
        );
        TokenForge.ShouldSayTheSame(authorization, "JWT " + expected, site.Secret);
    }

    [Fact]
    public async Task A_yes_is_believed_for_a_minute_and_a_no_is_asked_again()
    {
        await site.GetAsync("/api/session");
        await site.GetAsync("/api/session");
        door.Atlassian.CountCalls("permissions/check").ShouldBe(1);
        door.Clock.Advance(TimeSpan.FromSeconds(61));
        door.Atlassian.Administrators.Clear();
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        door.Atlassian.Administrators.Add("admin-1");
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_yes_on_one_site_is_none_on_another()
    {
        await site.GetAsync("/api/session");
        var other = await TestSite.Globex(door).InstallAsync();
        door.Atlassian.Administrators.Clear();
        (await other.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task While_jira_does_not_answer_nobody_gets_in_and_the_answer_says_why()
    {
        door.Atlassian.IsDown = true;
        var answer = await site.GetAsync("/api/session");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await DoorHost.CodeOf(answer)).ShouldBe("jira-not-reachable");
    }

    [Theory]
    [InlineData("""{"license":{"active":true,"evaluation":false,"type":"COMMERCIAL"}}""", "active")]
    [InlineData("""{"license":{"active":true,"evaluation":true}}""", "trial")]
    [InlineData("""{"license":{"active":false,"evaluation":true}}""", "inactive")]
    [InlineData("""{"key":"assets-backup","state":"ENABLED"}""", "inactive")]
    [InlineData("not json", "unknown")]
    public async Task The_licence_is_what_the_licence_resource_says(
        string resource,
        string expected
    )
    {
        door.Atlassian.Licence = resource;
        (await LicenceAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task The_last_known_licence_counts_while_it_cannot_be_asked_and_a_day_at_most()
    {
        (await LicenceAsync()).ShouldBe("active");
        door.Atlassian.Licence = "not json";
        door.Clock.Advance(TimeSpan.FromHours(23));
        (await LicenceAsync()).ShouldBe("active");
        door.Clock.Advance(TimeSpan.FromHours(2));
        (await LicenceAsync()).ShouldBe("unknown");
    }

    [Fact]
    public async Task A_licence_that_is_asked_for_anew_counts_at_once_and_an_answer_that_is_none_changes_nothing()
    {
        (await LicenceAsync()).ShouldBe("active");
        door.Atlassian.Licence = """{"license":{"active":false,"evaluation":false}}""";
        (await LicenceAsync()).ShouldBe("active", "it is asked once a minute");

        await RefreshAsync();
        (await LicenceAsync()).ShouldBe("inactive");

        door.Atlassian.Licence = "not json";
        await RefreshAsync();
        (await LicenceAsync()).ShouldBe("inactive");
    }

    [Fact]
    public async Task Of_a_site_that_the_app_was_removed_from_no_licence_is_asked_for()
    {
        await site.LifecycleAsync("uninstalled");
        var asked = door.Atlassian.CountCalls("/addons/");

        await RefreshAsync();

        door.Atlassian.CountCalls("/addons/").ShouldBe(asked);
    }

    private async Task RefreshAsync()
    {
        await using var scope = door.Services.CreateAsyncScope();
        var tenant = await door.ReadAsync(database =>
            database.ConnectInstallations.Select(row => row.TenantId).SingleAsync()
        );
        await scope
            .ServiceProvider.GetRequiredService<ILicenceSource>()
            .RefreshAsync(tenant, CancellationToken.None);
    }

    private async Task<string> LicenceAsync()
    {
        var answer = await site.GetAsync("/api/session");
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return session.GetProperty("licence").GetString()!;
    }
}
