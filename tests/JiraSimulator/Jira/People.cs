using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>GET myself and user, and the searches for users.</summary>
internal static class People
{
    public static IResult Myself(JiraCall call, string? expand) =>
        call.Caller switch
        {
            { Kind: CallerKind.App } => Results.Json(AppUser(call)),
            { Account: { } account } => Results.Json(Self(call.Site, account, expand)),
            _ => JiraErrors.Unauthenticated(call.Site),
        };

    public static IResult User(JiraCall call, string? accountId)
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        if (string.IsNullOrEmpty(accountId))
            return JiraErrors.Because(400, "The accountId query parameter is required.");
        return
            call.Site.Accounts.FirstOrDefault(account => account.AccountId == accountId)
                is { } account
            ? Results.Json(
                Profile(call.Site, account, account == call.Caller.Account || call.IsAdmin)
            )
            : JiraErrors.Because(
                404,
                "Specified user does not exist or you do not have required permissions"
            );
    }

    /// <summary>GET user/search: by name, account id or address; an address that is hidden finds all the same.</summary>
    public static IResult Find(
        JiraCall call,
        string? query,
        string? accountId,
        int startAt = 0,
        int maxResults = 50
    )
    {
        if (!call.IsKnown)
            return JiraErrors.Unauthenticated(call.Site);
        if (string.IsNullOrEmpty(query) && string.IsNullOrEmpty(accountId))
            return JiraErrors.Because(400, "The query parameter is required.");
        return Page(
            call,
            account =>
                account.AccountId == accountId
                || (query is { Length: > 0 } && Answers(account, query)),
            startAt,
            maxResults
        );
    }

    /// <summary>GET users/search: everybody, active or not, one array a page.</summary>
    public static IResult All(JiraCall call, int startAt = 0, int maxResults = 50) =>
        call.IsKnown
            ? Page(call, _ => true, startAt, maxResults)
            : JiraErrors.Unauthenticated(call.Site);

    private static bool Answers(Account account, string query) =>
        account.DisplayName.Contains(query, StringComparison.OrdinalIgnoreCase)
        || account.Email.StartsWith(query, StringComparison.OrdinalIgnoreCase);

    private static IResult Page(
        JiraCall call,
        Func<Account, bool> matches,
        int startAt,
        int maxResults
    ) =>
        Results.Json(
            new JsonArray([
                .. call
                    .Site.Accounts.Where(matches)
                    .Skip(startAt)
                    .Take(maxResults)
                    .Select(account =>
                        Profile(call.Site, account, account == call.Caller.Account || call.IsAdmin)
                    ),
            ])
        );

    private static JsonObject Self(Site site, Account account, string? expand)
    {
        var body = Profile(site, account, showEmail: true);
        body["locale"] = account.Locale;
        body["groups"] = Sized(site, account, expand, "groups");
        body["applicationRoles"] = new JsonObject { ["size"] = 1, ["items"] = new JsonArray() };
        body["expand"] = "groups,applicationRoles";
        return body;
    }

    private static JsonObject Sized(Site site, Account account, string? expand, string name)
    {
        var groups = account.Groups;
        var items =
            expand?.Split(',').Contains(name) == true
                ? groups.Select(group => Groups.Model(site, group))
                : [];
        return new JsonObject { ["size"] = groups.Count, ["items"] = new JsonArray([.. items]) };
    }

    private static JsonObject Profile(Site site, Account account, bool showEmail)
    {
        var body = new JsonObject
        {
            ["self"] =
                $"{site.BaseUrl}/rest/api/3/user?accountId={Uri.EscapeDataString(account.AccountId)}",
            ["accountId"] = account.AccountId,
            ["accountType"] = "atlassian",
            // Others' addresses are often hidden by their privacy settings (contract §8).
            ["emailAddress"] = showEmail ? account.Email : "",
            ["avatarUrls"] = Avatars(site),
            ["displayName"] = account.DisplayName,
            ["active"] = account.IsActive,
            ["timeZone"] = account.TimeZone,
        };
        return body;
    }

    private static JsonObject AppUser(JiraCall call) =>
        new()
        {
            ["self"] = $"{call.Site.BaseUrl}/rest/api/3/user?accountId=557058:app",
            ["accountId"] = "557058:app",
            ["accountType"] = "app",
            ["avatarUrls"] = Avatars(call.Site),
            ["displayName"] = call.Caller.AppKey,
            ["active"] = true,
            ["timeZone"] = "Etc/UTC",
            ["locale"] = "en_US",
        };

    private static JsonObject Avatars(Site site)
    {
        var sizes = ((int[])[48, 32, 24, 16]).Select(size =>
            KeyValuePair.Create<string, JsonNode?>(
                $"{size}x{size}",
                $"{site.BaseUrl}/secure/useravatar?size={size}"
            )
        );
        return new JsonObject(sizes);
    }
}
