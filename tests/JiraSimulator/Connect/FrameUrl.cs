using System.Text.Json.Nodes;
using JiraSimulator.Licensing;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>The address under which the site frames a page of an app (contract/connect.md §1).</summary>
internal sealed class FrameUrl(Licences licences, TimeProvider time)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(3);

    public string For(
        Site site,
        Installation installation,
        AppPage page,
        string accountId,
        string hostOrigin
    )
    {
        var app = installation.App;
        var url = app.BaseUrl.TrimEnd('/') + page.Url;
        if (page.Cacheable)
            return url;
        var parameters = new List<(string Name, string Value)>
        {
            ("xdm_e", hostOrigin),
            ("xdm_c", $"channel-{app.Key}__{page.Key}"),
            ("cp", ""),
            ("cv", "1001.0.0-SNAPSHOT"),
        };
        if (app.EnableLicensing)
            parameters.Add(("lic", licences.IsActive(site) ? "active" : "none"));
        var pairs = parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}");
        url += (url.Contains('?') ? "&" : "?") + string.Join('&', pairs);
        return $"{url}&jwt={Token(installation, accountId, url)}";
    }

    private string Token(Installation installation, string accountId, string url)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["iss"] = installation.ClientKey,
            ["sub"] = accountId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + TokenLife).ToUnixTimeSeconds(),
            ["qsh"] = QueryStringHash.Of("GET", url, installation.App.BaseUrl),
            ["context"] = new JsonObject(),
        };
        return JsonWebToken.Hs256(claims, installation.SharedSecret);
    }
}
