using System.Security.Cryptography;
using JiraSimulator.Connect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JiraSimulator.Tests.Connect;

/// <summary>The forgeries against a strict app, whose token library is not the simulator's.</summary>
public sealed class ForgeryTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    public static TheoryData<string> Kinds =>
        [
            "unsigned",
            "none",
            "hs256",
            "hs256-public-key",
            "context-token",
            "wrong-key",
            "unknown-kid",
            "kid-traversal",
            "wrong-aud",
            "wrong-iss",
            "wrong-qsh",
            "context-qsh",
            "expired",
            "tampered-body",
            "other-app",
            "other-event",
            "foreign-base-url",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_forged_call_is_refused_by_a_strict_app_which_took_the_honest_one(
        string kind
    )
    {
        fixture.App.Answer = async call => await IsHonestAsync(call) ? 204 : 401;
        var honest = await fixture.ControlAsync("install");
        var before = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");

        var forged = await fixture.ControlAsync($"forge-lifecycle?kind={kind}");

        honest["calls"]![0]!["status"]!.GetValue<int>().ShouldBe(204);
        forged["status"]!.GetValue<int>().ShouldBe(401);
        var after = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        after["sharedSecret"]!
            .GetValue<string>()
            .ShouldBe(before["sharedSecret"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_kind_of_forgery_is_tried_here()
    {
        await fixture.ControlAsync("install");

        var refusal = await fixture.ControlAsync("forge-lifecycle?kind=no-such-kind");

        var known = refusal["message"]!.GetValue<string>().Split("known: ")[1].Split(' ');
        known.ShouldBe(Kinds.Select(row => (string)row), ignoreOrder: true);
    }

    private async Task<bool> IsHonestAsync(LifecycleCall call)
    {
        if (call.Name is "enabled")
            return true;
        if (call.Authorization.Length == 0 || await KeyOfAsync(call.Token) is not { } key)
            return false;
        var rules = new TokenValidationParameters
        {
            ValidAlgorithms = ["RS256"],
            IssuerSigningKey = key,
            ValidAudience = fixture.App.Url.ToString().TrimEnd('/'),
            ValidIssuer = call.Body["clientKey"]!.GetValue<string>(),
            LifetimeValidator = (_, expires, _, _) =>
                expires > fixture.Time.GetUtcNow().UtcDateTime,
        };
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(call.Token, rules);
        return result.IsValid
            && (string)result.Claims["qsh"] == QueryStringHash.Of("POST", $"/connect/{call.Name}")
            && call.Body["key"]!.GetValue<string>() == "assets-backup"
            && call.Body["eventType"]!.GetValue<string>() == call.Name
            && call.Body["baseUrl"]!.GetValue<string>() == "https://acme.atlassian.net";
    }

    private async Task<RsaSecurityKey?> KeyOfAsync(string token)
    {
        var keyId = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Kid;
        if (!Guid.TryParse(keyId, out _))
            return null;
        var response = await fixture.CallAsync(
            $"https://connect-install-keys.atlassian.com/{keyId}",
            null
        );
        if (!response.IsSuccessStatusCode)
            return null;
        var key = RSA.Create();
        key.ImportFromPem(await response.Content.ReadAsStringAsync());
        return new RsaSecurityKey(key) { KeyId = keyId };
    }
}
