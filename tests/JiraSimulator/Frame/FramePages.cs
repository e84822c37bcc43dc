using System.Reflection;
using JiraSimulator.Connect;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Frame;

/// <summary>The browser's side: a page like Jira's administration for each site, and the bridge script that frames load.</summary>
internal static class FramePages
{
    public static void MapFrame(this WebApplication app)
    {
        var browser = app.MapGroup("").RequireHost(AtlassianHosts.Browser);
        browser.MapGet("/all.js", () => Asset("all.js", "text/javascript"));
        browser.MapGet("/frame/{name}", (string name) => Asset(name, TypeOf(name)));
        browser.MapGet("/", SiteList.Get);
        browser.MapGet("/sites/{site}/{**view}", Page);
        app.MapSiteControl().MapGet("/page", PageModel.Get);
    }

    private static IResult Page(string site, SiteDirectory directory) =>
        directory.TryByName(site, out _)
            ? Asset("page.html", "text/html; charset=utf-8")
            : Results.NotFound();

    private static IResult Asset(string name, string contentType) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"frame/{name}") is { } content
            ? Results.Stream(content, contentType)
            : Results.NotFound();

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
