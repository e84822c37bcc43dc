using JiraSimulator.Connect;
using JiraSimulator.Licensing;
using JiraSimulator.Sites;

namespace JiraSimulator.Frame;

/// <summary>GET /_sim/sites/{site}/page: what the page shows of a site; secrets stay here.</summary>
internal static class PageModel
{
    public static IResult Get(
        ControlledSite controlled,
        Installations installations,
        ContextTokens tokens,
        Licences licences,
        SiteDirectory directory,
        SimulatorOptions options
    )
    {
        var site = controlled.Site;
        return Results.Json(
            new
            {
                site = site.Name,
                site.Host,
                sites = directory.Sites.Select(one => one.Name),
                accounts = site.Accounts.Where(CanSignIn).Select(Person),
                app = installations.Find(site) is { } installed ? App(installed) : null,
                options.AppUrl,
                tokenMode = tokens.ModeOf(site).ToString(),
                tokenModes = Enum.GetNames<ContextTokenMode>(),
                licence = licences.Of(site).ToString(),
                licences = Enum.GetNames<LicenceState>(),
            }
        );
    }

    private static bool CanSignIn(Account account) =>
        account is { IsActive: true, Tokens.Count: > 0 };

    private static object Person(Account account) =>
        new
        {
            account.AccountId,
            account.DisplayName,
            account.IsJiraAdmin,
            account.Locale,
            account.TimeZone,
        };

    private static object App(Installation installed)
    {
        var app = installed.App;
        return new
        {
            app.Key,
            name = app.Title,
            app.Description,
            vendor = app.Vendor?.Name,
            app.Scopes,
            origin = new Uri(app.BaseUrl).GetLeftPart(UriPartial.Authority),
            installed.IsEnabled,
            sections = app.Modules.WebSections.Select(section => Section(app, section)),
            configure = app.Modules.ConfigurePage is { } page ? Page(page) : null,
        };
    }

    private static object Section(AppDescriptor app, AppSection section) =>
        new
        {
            name = section.Name.Value,
            pages = app
                .Modules.AdminPages.Where(page =>
                    page.Location == $"{section.Location}/{section.Key}"
                )
                .Select(Page),
        };

    private static object Page(AppPage page) =>
        new
        {
            page.Key,
            name = page.Name.Value,
            page.IsForAdmins,
        };
}
