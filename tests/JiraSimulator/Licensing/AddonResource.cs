using System.Text.Json.Nodes;
using JiraSimulator.Connect;
using JiraSimulator.Jira;
using JiraSimulator.Sites;

namespace JiraSimulator.Licensing;

/// <summary>GET /rest/atlassian-connect/1/addons/{addonKey}: an app asks about itself (contract/connect.md §5).</summary>
internal static class AddonResource
{
    public static IResult Get(
        JiraCall call,
        string addonKey,
        Installations installations,
        Licences licences
    )
    {
        if (call.Caller.Kind is not CallerKind.App)
            return JiraErrors.Unauthenticated(call.Site);
        if (call.Caller.AppKey != addonKey || installations.Find(call.Site) is not { } installation)
            return JiraErrors.Because(404, $"Add-on with key {addonKey} is not installed.");
        return licences.Of(call.Site) is LicenceState.Unavailable
            ? Results.StatusCode(503)
            : Results.Json(Body(call.Site, installation, licences.Of(call.Site)));
    }

    private static JsonObject Body(Site site, Installation installation, LicenceState state)
    {
        var app = installation.App;
        var body = new JsonObject
        {
            ["key"] = app.Key,
            ["version"] = "1.0.0-AC",
            ["state"] = installation.IsEnabled ? "ENABLED" : "DISABLED",
            ["host"] = new JsonObject { ["product"] = "Jira", ["contacts"] = new JsonArray() },
            ["links"] = new JsonObject
            {
                ["marketplace"] = Link($"https://marketplace.atlassian.com/plugins/{app.Key}"),
                ["self"] = Link($"{site.BaseUrl}/rest/atlassian-connect/1/addons/{app.Key}"),
            },
        };
        if (app.EnableLicensing && state is not LicenceState.None)
            body["license"] = Licence(state);
        return body;
    }

    private static JsonObject Licence(LicenceState state) =>
        new()
        {
            ["active"] = state is LicenceState.Active or LicenceState.Trial,
            ["type"] = "COMMERCIAL",
            ["evaluation"] = state is LicenceState.Trial,
            ["supportEntitlementNumber"] = "SEN-1000000",
            ["entitlementId"] = "8f3d1e9a-0000-4000-8000-000000000001",
            ["entitlementNumber"] = "E-000-000-001",
        };

    private static JsonArray Link(string href) => [new JsonObject { ["href"] = href }];
}
