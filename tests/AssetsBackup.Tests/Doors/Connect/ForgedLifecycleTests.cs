using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>Calls at installed and uninstalled that nobody but an attacker makes: one answer for all, and nothing is written.</summary>
public sealed class ForgedLifecycleTests : IAsyncLifetime
{
    private const string Path = "/connect/installed";

    private DoorHost door = null!;
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        site = await TestSite.Acme(door).InstallAsync();
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public Task Without_a_token() => RefusedAsync(token: null, Body());

    [Fact]
    public Task With_a_users_context_token() => RefusedAsync(site.ContextToken(), Body());

    [Fact]
    public Task With_the_shared_secret_in_place_of_atlassians_key() =>
        RefusedAsync(site.UrlToken("POST", Path), Body());

    [Fact]
    public async Task With_a_key_of_the_attackers_own()
    {
        using var key = RSA.Create(2048);
        await RefusedAsync(TokenForge.Rs256(key, door.Atlassian.InstallKeyId, Claims()), Body());
    }

    [Fact]
    public Task With_a_key_id_that_the_key_server_does_not_know() =>
        RefusedAsync(
            TokenForge.Rs256(
                door.Atlassian.InstallKey,
                "00000000-0000-0000-0000-000000000000",
                Claims()
            ),
            Body()
        );

    [Theory]
    [InlineData("../1b7d2c66-5a3e-4a0b-9d64-3b1f2f0e7a11")]
    [InlineData("https://evil.example/key")]
    [InlineData("1b7d2c66-5a3e-4a0b-9d64-3b1f2f0e7a11/../x")]
    [InlineData("")]
    public async Task With_a_key_id_that_is_none_and_no_request_leaves(string keyId)
    {
        var before = door.Atlassian.CountCalls("connect-install-keys");
        await RefusedAsync(TokenForge.Rs256(door.Atlassian.InstallKey, keyId, Claims()), Body());
        door.Atlassian.CountCalls("connect-install-keys").ShouldBe(before);
    }

    [Fact]
    public Task With_another_tenants_name_in_the_body() =>
        RefusedAsync(site.LifecycleToken(Path, issuer: "attacker"), Body());

    [Fact]
    public Task With_a_token_of_uninstalled() =>
        RefusedAsync(site.LifecycleToken("/connect/uninstalled"), Body());

    [Fact]
    public Task For_another_event_than_the_addresss() =>
        RefusedAsync(site.LifecycleToken(Path), Body(("eventType", "enabled")));

    [Fact]
    public Task For_another_app() =>
        RefusedAsync(site.LifecycleToken(Path), Body(("key", "other-app")));

    [Fact]
    public async Task After_its_time()
    {
        var token = site.LifecycleToken(Path);
        door.Clock.Advance(TimeSpan.FromMinutes(16));
        await RefusedAsync(token, Body());
    }

    [Theory]
    [InlineData("https://acme.atlassian.net.evil.example")]
    [InlineData("https://evilatlassian.net")]
    [InlineData("http://acme.atlassian.net")]
    [InlineData("https://acme.atlassian.net:8443")]
    [InlineData("https://user@acme.atlassian.net")]
    [InlineData("https://acme.atlassian.net/wiki")]
    [InlineData("https://acme.atlassian.net?x=1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("")]
    [InlineData(null)]
    public Task With_an_address_that_is_no_site(string? baseUrl) =>
        RefusedAsync(site.LifecycleToken(Path), Body(("baseUrl", baseUrl)));

    [Theory]
    [InlineData("https://jira.evil.example")]
    [InlineData("http://acme.atlassian.net")]
    [InlineData("")]
    [InlineData(null)]
    public async Task As_an_uninstall_with_an_address_that_is_no_site(string? baseUrl)
    {
        var body = Body(("eventType", "uninstalled"), ("baseUrl", baseUrl));
        var token = site.LifecycleToken("/connect/uninstalled");
        await RefusedAsync(token, body, "/connect/uninstalled");
        var tenant = await door.ReadAsync(database => database.Tenants.SingleAsync());
        tenant.PurgeAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData(null)]
    public Task With_no_secret_worth_the_name(string? secret) =>
        RefusedAsync(site.LifecycleToken(Path), Body(("sharedSecret", secret)));

    [Fact]
    public async Task With_a_body_that_is_too_large_to_be_one()
    {
        var body = Body(("displayUrl", new string('x', 70_000)));
        var answer = await door.SendAsync(HttpMethod.Post, Path, site.LifecycleToken(Path), body);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await TakenOverAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task While_the_key_server_is_down_the_answer_is_that_and_not_a_bad_token()
    {
        door.Atlassian.IsDown = true;
        door.Clock.Advance(TimeSpan.FromDays(2));
        var answer = await door.SendAsync(HttpMethod.Post, Path, site.LifecycleToken(Path), Body());
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await DoorHost.CodeOf(answer)).ShouldBe("key-server-not-reachable");
        (await TakenOverAsync()).ShouldBeFalse();
    }

    private JsonObject Body(params (string Name, string? Value)[] changes)
    {
        var body = JsonSerializer.SerializeToNode(site.Body("installed"))!.AsObject();
        body["sharedSecret"] = "attackers-secret-0123456789abcdefghijklmnop";
        foreach (var (name, value) in changes)
            body[name] = value;
        return body;
    }

    private object Claims() =>
        new
        {
            iss = site.ClientKey,
            aud = DoorHost.BaseUrl,
            iat = door.Now,
            exp = door.Now + 900,
            qsh = TokenForge.Qsh("POST", Path),
        };

    private async Task RefusedAsync(string? token, JsonObject body, string path = Path)
    {
        var answer = await door.SendAsync(HttpMethod.Post, path, token, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await DoorHost.CodeOf(answer)).ShouldBe("token-not-accepted");
        (await TakenOverAsync()).ShouldBeFalse();
    }

    // The site's own tokens still open the door, and nobody else came in.
    private async Task<bool> TakenOverAsync()
    {
        door.Atlassian.IsDown = false;
        var installations = await door.ReadAsync(database =>
            database.ConnectInstallations.ToListAsync()
        );
        var session = await site.GetAsync("/api/session");
        return installations.Count != 1
            || installations[0].BaseUrl != site.BaseUrl
            || session.StatusCode != HttpStatusCode.OK;
    }
}
