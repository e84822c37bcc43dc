using System.Text.Json.Serialization;

namespace JiraSimulator.Connect;

/// <summary>What the site reads of an app's atlassian-connect.json (contract/connect.md §1).</summary>
public sealed record AppDescriptor
{
    public required string Key { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public AppVendor? Vendor { get; init; }

    public required string BaseUrl { get; init; }

    public AppAuthentication? Authentication { get; init; }

    public IReadOnlyDictionary<string, bool> ApiMigrations { get; init; } =
        new Dictionary<string, bool>();

    public bool EnableLicensing { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Lifecycle { get; init; } =
        new Dictionary<string, string>();

    public AppModules Modules { get; init; } = new();

    [JsonIgnore]
    public string Title => Name ?? Key;

    public AppPage? FindPage(string moduleKey) =>
        Pages.FirstOrDefault(page => page.Key == moduleKey);

    /// <summary>Every page that the site can frame.</summary>
    [JsonIgnore]
    public IEnumerable<AppPage> Pages =>
        Modules.ConfigurePage is { } configure
            ? [.. Modules.AdminPages, configure]
            : Modules.AdminPages;
}

public sealed record AppAuthentication(string? Type);

public sealed record AppVendor(string? Name, string? Url);

public sealed record AppModules
{
    public IReadOnlyList<AppSection> WebSections { get; init; } = [];

    public IReadOnlyList<AppPage> AdminPages { get; init; } = [];

    public AppPage? ConfigurePage { get; init; }
}

public sealed record AppSection(string Key, string Location, AppText Name);

public sealed record AppPage(
    string Key,
    string Url,
    AppText Name,
    string? Location,
    IReadOnlyList<AppCondition>? Conditions,
    bool Cacheable = false
)
{
    /// <summary>Presentation only: the link is hidden from others, the page is not protected (contract/connect.md §1).</summary>
    public bool IsForAdmins =>
        Conditions?.Any(rule => rule.Condition is "user_is_admin" or "user_is_sysadmin") ?? false;
}

public sealed record AppText(string Value);

public sealed record AppCondition(string? Condition);
