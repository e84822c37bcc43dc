using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>Tokens of lifecycle calls: RS256 by Atlassian's key, or HS256 by the secret of the installation.</summary>
internal sealed class LifecycleTokens(InstallKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public string ByAtlassian(Site site, Installation installation, string path) =>
        JsonWebToken.Rs256(AsymmetricClaims(site, installation, path), keys.Key, keys.KeyId);

    public string BySecret(Installation installation, string path) =>
        JsonWebToken.Hs256(Claims(installation, path), installation.SharedSecret);

    /// <summary>The claims of a token which names its audience, for <c>installed</c> and <c>uninstalled</c>.</summary>
    public JsonObject AsymmetricClaims(Site site, Installation installation, string path)
    {
        var claims = Claims(installation, path);
        claims["aud"] = new JsonArray(installation.App.BaseUrl);
        claims["sub"] = site.Accounts.First(account => account.IsJiraAdmin).AccountId;
        return claims;
    }

    private JsonObject Claims(Installation installation, string path)
    {
        var now = time.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = installation.ClientKey,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["qsh"] = QueryStringHash.Of("POST", path),
        };
    }
}
