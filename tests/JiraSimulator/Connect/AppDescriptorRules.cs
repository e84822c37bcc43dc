using System.Text.RegularExpressions;

namespace JiraSimulator.Connect;

/// <summary>What Jira refuses at install (contract/connect.md §1), as sentences; none means that the descriptor may be installed.</summary>
internal static partial class AppDescriptorRules
{
    public static IReadOnlyList<string> Violations(
        AppDescriptor app,
        IReadOnlyList<string> allowedKeys
    ) => [.. Identity(app, allowedKeys), .. Lifecycle(app), .. Modules(app)];

    private static IEnumerable<string> Identity(
        AppDescriptor app,
        IReadOnlyList<string> allowedKeys
    )
    {
        if (!AppKey().IsMatch(app.Key) || app.Key.Length > 64)
            yield return $"key '{app.Key}' must be 1-64 of a-z A-Z 0-9 - . _";
        if (allowedKeys.Count > 0 && !allowedKeys.Contains(app.Key))
            yield return $"key '{app.Key}' may not be installed here";
        if (
            !Uri.TryCreate(app.BaseUrl, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", Host: "localhost" })
        )
        {
            yield return $"baseUrl '{app.BaseUrl}' must be https (http only for localhost)";
        }
        if (app.BaseUrl.Length > 200)
            yield return "baseUrl is longer than 200 characters";
        if (app.Name is { Length: > 80 })
            yield return "name is longer than 80 characters";
    }

    private static IEnumerable<string> Lifecycle(AppDescriptor app)
    {
        if (app.Lifecycle.Count > 0 && app.Authentication?.Type != "jwt")
            yield return "lifecycle needs authentication of type jwt";
        foreach (var (name, path) in app.Lifecycle)
        {
            if (!path.StartsWith('/'))
                yield return $"lifecycle.{name} must be a relative URL that starts with /";
        }
        foreach (var migration in (string[])["gdpr", "signed-install"])
        {
            if (!app.ApiMigrations.GetValueOrDefault(migration))
                yield return $"apiMigrations.{migration} must be true";
        }
        foreach (var scope in app.Scopes.Where(scope => !Scopes.Contains(scope)))
            yield return $"scope '{scope}' does not exist";
    }

    private static IEnumerable<string> Modules(AppDescriptor app)
    {
        foreach (var page in app.Pages)
        {
            if (!ModuleKey().IsMatch(page.Key ?? ""))
                yield return $"module key '{page.Key}' must be of a-z A-Z 0-9 -";
            if (page.Url?.StartsWith('/') != true)
                yield return $"url of module '{page.Key}' must be a relative URL that starts with /";
            if (string.IsNullOrEmpty(page.Name?.Value))
                yield return $"module '{page.Key}' needs name.value";
        }
        var sections = app.Modules.WebSections.Select(section =>
            $"{section.Location}/{section.Key}"
        );
        foreach (
            var page in app.Modules.AdminPages.Where(page => !sections.Contains(page.Location))
        )
        {
            yield return $"adminPages '{page.Key}' points at no web section: '{page.Location}'";
        }
    }

    private static readonly HashSet<string> Scopes = new(
        [
            "READ",
            "WRITE",
            "DELETE",
            "PROJECT_ADMIN",
            "ADMIN",
            "ACT_AS_USER",
            "ACCESS_EMAIL_ADDRESSES",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    [GeneratedRegex("^[a-zA-Z0-9._-]+$", RegexOptions.None, 1000)]
    private static partial Regex AppKey();

    [GeneratedRegex("^[a-zA-Z0-9-]+$", RegexOptions.None, 1000)]
    private static partial Regex ModuleKey();
}
