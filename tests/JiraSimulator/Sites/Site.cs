using System.Collections.Concurrent;

namespace JiraSimulator.Sites;

/// <summary>One simulated Jira site, of Cloud or Data Center: its names, its people and its Assets workspace.</summary>
public sealed class Site
{
    /// <summary>Short name, the part before the domain: <c>acme</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its workspace and cloud id are known to nobody.</summary>
    public bool IsDataCenter { get; init; }

    /// <summary>Host name the product calls: <c>acme.atlassian.net</c>, or <c>jira.dc.example</c> of Data Center.</summary>
    public string Host => Name + (IsDataCenter ? ".dc.example" : ".atlassian.net");

    /// <summary>Where it runs on its host, such as <c>/jira</c>; empty for the root.</summary>
    public string Path { get; init; } = "";

    /// <summary>What serverInfo and lifecycle calls name: <c>https://acme.atlassian.net</c>.</summary>
    public string BaseUrl => $"https://{Host}{Path}";

    public required string CloudId { get; init; }

    /// <summary>The gateway knows no other; a test may move the site to another one.</summary>
    public required string WorkspaceId { get; set; }

    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Tokens that their owners have taken back since the start.</summary>
    public ConcurrentDictionary<string, bool> RevokedTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the groups that exist on the site.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Keys of the projects that exist on the site.</summary>
    public required IReadOnlyList<string> ProjectKeys { get; init; }

    /// <summary>Projects that only members of a group may browse, with the name of that group.</summary>
    public IReadOnlyDictionary<string, string> GroupOfProject { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The Browse Projects permission of one project.</summary>
    public bool MayBrowse(Caller caller, string projectKey) =>
        caller.Kind == CallerKind.App
        || (caller.Account is { IsActive: true } account && MayBrowse(account, projectKey));

    public bool MayBrowse(Account account, string projectKey) =>
        !GroupOfProject.TryGetValue(projectKey, out var group) || account.Groups.Contains(group);
}
