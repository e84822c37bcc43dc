using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>Lifecycle calls that Atlassian never made, one a known attack (contract/connect.md §2.2). An app must answer 401 to all.</summary>
internal sealed class Forgery
{
    /// <summary>Secret which every forged <c>installed</c> tries to plant.</summary>
    public const string PlantedSecret =
        "planted-by-a-forger-planted-by-a-forger-planted-by-a-forger";

    private const string AnotherClientKey = "00000000-0000-4000-8000-00000000f04e";

    private readonly Dictionary<string, Func<Call, string?>> kinds;
    private readonly LifecycleTokens tokens;
    private readonly InstallKeys keys;
    private readonly AppClient client;
    private readonly TimeProvider time;

    public Forgery(LifecycleTokens tokens, InstallKeys keys, AppClient client, TimeProvider time)
    {
        (this.tokens, this.keys, this.client, this.time) = (tokens, keys, client, time);
        kinds = new Dictionary<string, Func<Call, string?>>
        {
            ["unsigned"] = _ => null,
            ["none"] = call => JsonWebToken.Unsigned(Claims(call)),
            ["hs256"] = call => JsonWebToken.Hs256(Claims(call), call.Real.SharedSecret),
            ["hs256-public-key"] = call => JsonWebToken.Hs256(Claims(call), keys.Find(keys.KeyId)!),
            ["context-token"] = ContextToken,
            ["wrong-key"] = call =>
                JsonWebToken.Rs256(Claims(call), keys.UnpublishedKey, keys.KeyId),
            ["unknown-kid"] = call =>
                JsonWebToken.Rs256(Claims(call), keys.UnpublishedKey, keys.UnpublishedKeyId),
            ["kid-traversal"] = call =>
                JsonWebToken.Rs256(Claims(call), keys.Key, "../" + keys.KeyId),
            ["wrong-aud"] = call =>
                Signed(call, "aud", new JsonArray("https://another-app.example")),
            ["wrong-iss"] = call => Signed(call, "iss", AnotherClientKey),
            ["wrong-qsh"] = call =>
                Signed(call, "qsh", QueryStringHash.Of("POST", call.Path + "/other")),
            ["context-qsh"] = call => Signed(call, "qsh", QueryStringHash.Context),
            ["expired"] = call =>
                Signed(call, "exp", time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds()),
            ["tampered-body"] = call => SignedOverBody(call, "clientKey", AnotherClientKey),
            ["other-app"] = call => SignedOverBody(call, "key", "another-app"),
            ["other-event"] = call => SignedOverBody(call, "eventType", "another-event"),
            ["foreign-base-url"] = call =>
                SignedOverBody(call, "baseUrl", "https://jira.evil.example"),
        };
    }

    public IEnumerable<string> KindNames => kinds.Keys;

    /// <summary>Sends one forged call; nothing changes on the site.</summary>
    public Task<AppAnswer> SendAsync(
        string kind,
        Site site,
        Installation installation,
        string lifecycleEvent,
        CancellationToken cancellationToken
    )
    {
        var planted = installation with { SharedSecret = PlantedSecret };
        var body = LifecycleEvent.Body(site, planted, lifecycleEvent);
        var path = installation.App.Lifecycle[lifecycleEvent];
        var token = kinds[kind](new Call(site, installation, path, body));
        return client.PostAsync(
            installation.App,
            lifecycleEvent,
            path,
            token,
            body,
            cancellationToken
        );
    }

    private JsonObject Claims(Call call) =>
        tokens.AsymmetricClaims(call.Site, call.Real, call.Path);

    private string Signed(Call call, string claim, JsonNode value)
    {
        var claims = Claims(call);
        claims[claim] = value;
        return JsonWebToken.Rs256(claims, keys.Key, keys.KeyId);
    }

    // The token is Atlassian's own; only the body, which no token covers, is another.
    private string SignedOverBody(Call call, string field, string value)
    {
        call.Body[field] = value;
        return JsonWebToken.Rs256(Claims(call), keys.Key, keys.KeyId);
    }

    // CVE-2021-26073: any user of the site can get such a token from their browser.
    private string ContextToken(Call call) =>
        ContextTokens.Mint(
            call.Real,
            call.Site.Accounts.First(account => !account.IsJiraAdmin).AccountId,
            time.GetUtcNow()
        );

    private sealed record Call(Site Site, Installation Real, string Path, JsonObject Body);
}
