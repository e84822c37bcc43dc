using System.Net;
using JiraSimulator.Sites;

namespace JiraSimulator.Frame;

/// <summary>GET /: the way to each site's page.</summary>
internal static class SiteList
{
    public static IResult Get(SiteDirectory directory)
    {
        var links = directory.Sites.Select(site =>
            $"<li><a href=\"/sites/{WebUtility.HtmlEncode(site.Name)}/\">{WebUtility.HtmlEncode(site.Host)}</a></li>"
        );
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8" />
                <title>Simulated sites</title>
                <link rel="stylesheet" href="/frame/page.css" />
              </head>
              <body class="site-list"><h1>Simulated sites</h1><ul>{string.Concat(links)}</ul></body>
            </html>
            """,
            "text/html; charset=utf-8"
        );
    }
}
