using JiraSimulator.Licensing;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>/_sim/sites/{site}: what a browser or a test needs from the site on behalf of an account.</summary>
internal static class ControlTokens
{
    /// <summary>{token}; 503 when the site was told to fail, 409 without an installed app.</summary>
    public static IResult Mint(string account, ControlledSite controlled, ContextTokens tokens)
    {
        if (FindAccount(controlled.Site, account) is not { } known)
            return NoSuchAccount(account);
        if (tokens.Mint(controlled.Site, known.AccountId) is { } token)
            return Results.Json(new { token });
        return tokens.ModeOf(controlled.Site) is ContextTokenMode.Fail
            ? Results.Json(new { message = "Told to fail." }, statusCode: 503)
            : Results.Json(new { message = "No app is installed on this site." }, statusCode: 409);
    }

    public static IResult SetMode(string mode, ControlledSite controlled, ContextTokens tokens) =>
        Set<ContextTokenMode>(mode, chosen => tokens.SetMode(controlled.Site, chosen));

    public static IResult SetLicence(string state, ControlledSite controlled, Licences licences) =>
        Set<LicenceState>(state, chosen => licences.Set(controlled.Site, chosen));

    /// <summary>{src}: where the page's iframe goes for this account.</summary>
    public static IResult FrameAddress(
        string account,
        string module,
        ControlledSite controlled,
        Installations installations,
        FrameUrl frameUrl,
        HttpRequest request
    )
    {
        if (FindAccount(controlled.Site, account) is not { } known)
            return NoSuchAccount(account);
        if (installations.Find(controlled.Site) is not { IsEnabled: true } installed)
        {
            return Results.Json(
                new { message = "No enabled app is installed on this site." },
                statusCode: 409
            );
        }
        var origin = $"{request.Scheme}://{request.Host}";
        return installed.App.FindPage(module) is { } page
            ? Results.Json(
                new
                {
                    src = frameUrl.For(controlled.Site, installed, page, known.AccountId, origin),
                }
            )
            : Results.Json(new { message = $"The app has no page {module}." }, statusCode: 404);
    }

    private static IResult Set<T>(string name, Action<T> set)
        where T : struct, Enum
    {
        if (!Enum.TryParse<T>(name, ignoreCase: true, out var chosen))
        {
            var known = string.Join(' ', Enum.GetNames<T>());
            return Results.Json(new { message = $"No {name}; known: {known}" }, statusCode: 400);
        }
        set(chosen);
        return Results.Json(new { set = chosen.ToString() });
    }

    private static Account? FindAccount(Site site, string accountId) =>
        site.Accounts.FirstOrDefault(account => account.IsActive && account.AccountId == accountId);

    private static IResult NoSuchAccount(string accountId) =>
        Results.Json(
            new { message = $"No active account {accountId} on this site." },
            statusCode: 404
        );
}
