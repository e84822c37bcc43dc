using System.Text.Json;
using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>POST permissions/check: an app may ask about anybody, an account about itself, an administrator about others (contract/connect.md §4).</summary>
internal static class PermissionsCheck
{
    public static async Task<IResult> PostAsync(
        JiraCall call,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        Query? query;
        try
        {
            query = await request.ReadFromJsonAsync<Query>(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return JiraErrors.Because(
                400,
                "Invalid request payload. Refer to the REST API documentation and try again."
            );
        }
        return query is null ? JiraErrors.Because(400, "A body is required.") : Answer(call, query);
    }

    private static IResult Answer(JiraCall call, Query query)
    {
        var asked = query.GlobalPermissions.Concat(
            query.ProjectPermissions.SelectMany(project => project.Permissions)
        );
        if (Permission.Unrecognised(asked) is { } unrecognised)
            return unrecognised;
        var isAboutSelf =
            query.AccountId is null || query.AccountId == call.Caller.Account?.AccountId;
        if (!isAboutSelf && !call.IsAdmin && call.Caller.Kind is not CallerKind.App)
        {
            return JiraErrors.Because(
                403,
                "Only Jira administrators can check the permissions of other users."
            );
        }
        var subject = isAboutSelf
            ? call.Caller.Account
            : call.Site.Accounts.FirstOrDefault(account => account.AccountId == query.AccountId);
        return !isAboutSelf && subject is null
            ? JiraErrors.AtFields(
                new Dictionary<string, string> { ["accountId"] = "The user does not exist." }
            )
            : Results.Json(Granted(call.Site, query, subject));
    }

    private static object Granted(Site site, Query query, Account? subject) =>
        new
        {
            globalPermissions = query
                .GlobalPermissions.Distinct()
                .Where(key =>
                    Permission.Find(key) is { IsGlobal: true } permission
                    && permission.IsHeldBy(subject)
                ),
            projectPermissions = from project in query.ProjectPermissions
            from key in project.Permissions
            where
                Permission.Find(key) is { IsGlobal: false } permission
                && permission.IsHeldBy(subject)
            select new
            {
                permission = key,
                issues = Array.Empty<long>(),
                projects = project.Projects.Where(id =>
                    site.ProjectKeys.Any(key =>
                        Projects.IdOf(site, key) == id && site.MayBrowse(subject!, key)
                    )
                ),
            },
        };

    private sealed record Query
    {
        public string? AccountId { get; init; }

        public IReadOnlyList<string> GlobalPermissions { get; init; } = [];

        public IReadOnlyList<ProjectQuery> ProjectPermissions { get; init; } = [];
    }

    private sealed record ProjectQuery
    {
        public IReadOnlyList<string> Permissions { get; init; } = [];

        public IReadOnlyList<long> Projects { get; init; } = [];
    }
}
