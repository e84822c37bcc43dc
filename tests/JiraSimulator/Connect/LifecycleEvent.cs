using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>The four lifecycle calls by their names in descriptor and body (contract/connect.md §2).</summary>
internal static class LifecycleEvent
{
    public const string Installed = "installed";
    public const string Uninstalled = "uninstalled";
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";

    public static JsonObject Body(Site site, Installation installation, string name)
    {
        var body = new JsonObject
        {
            ["key"] = installation.App.Key,
            ["clientKey"] = installation.ClientKey,
            ["oauthClientId"] = Convert.ToHexStringLower(Guid.Parse(site.CloudId).ToByteArray()),
            ["publicKey"] = "",
            ["serverVersion"] = "100250",
            ["pluginsVersion"] = "1001.0.0-SNAPSHOT",
            ["baseUrl"] = site.BaseUrl,
            ["displayUrl"] = site.BaseUrl,
            ["productType"] = "jira",
            ["description"] = $"Atlassian Jira at {site.BaseUrl}",
            ["eventType"] = name,
        };
        if (name == Installed)
        {
            body["sharedSecret"] = installation.SharedSecret;
            body["entitlementId"] = "8f3d1e9a-0000-4000-8000-000000000001";
            body["entitlementNumber"] = "E-000-000-001";
        }
        return body;
    }
}
