using JiraSimulator.Hosting;
using JiraSimulator.Jira;
using JiraSimulator.Licensing;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>The key server, the app's own resource on each site, and the control API of installs, tokens and licences.</summary>
internal static class ConnectEndpoints
{
    public static void MapConnect(this WebApplication app)
    {
        var appCalls = app.Services.GetRequiredService<AppCalls>();
        app.Services.GetRequiredService<Callers>().AddAppVerifier(appCalls.Verify);

        app.MapGet(
                "/{keyId}",
                (string keyId, InstallKeys keys) =>
                    keys.Find(keyId) is { } pem
                        ? Results.Text(pem, "application/x-pem-file")
                        : Results.NotFound()
            )
            .RequireHost(AtlassianHosts.InstallKeys);
        app.MapSites().MapGet("/rest/atlassian-connect/1/addons/{addonKey}", AddonResource.Get);

        var control = app.MapSiteControl();
        control.MapPost("/install", ControlInstall.InstallAsync);
        control.MapPost("/uninstall", ControlInstall.UninstallAsync);
        control.MapPost("/enable", ControlInstall.EnableAsync);
        control.MapPost("/disable", ControlInstall.DisableAsync);
        control.MapPost("/forge-lifecycle", ControlInstall.ForgeAsync);
        control.MapGet("/installation", ControlInstall.Show);
        control.MapGet("/context-token", ControlTokens.Mint);
        control.MapPost("/context-token-mode", ControlTokens.SetMode);
        control.MapGet("/frame-url", ControlTokens.FrameAddress);
        control.MapPost("/licence", ControlTokens.SetLicence);
    }
}
