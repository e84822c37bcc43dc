using System.Security.Cryptography;
using System.Text;

namespace JiraSimulator.Sites;

/// <summary>The people, groups and projects that every simulated site has; sites share them, so values need no mapping.</summary>
internal static class DefaultSites
{
    private static readonly Dictionary<string, TokenState> NoTokens = [];

    public static IReadOnlyList<Account> Accounts { get; } =
    [
        new()
        {
            AccountId = "5b10a2844c20165700ede21a",
            DisplayName = "Ada Admin",
            Email = "admin@acme.example",
            IsJiraAdmin = true,
            Tokens = new Dictionary<string, TokenState>
            {
                ["valid-token"] = TokenState.Valid,
                ["new-token"] = TokenState.Valid,
                ["expired-token"] = TokenState.Expired,
                ["scoped-token"] = TokenState.Scoped,
            },
            Groups = ["it-staff", "jira-administrators"],
        },
        Person(
            "5b10a2844c20165700ede21b",
            "Gus Agent",
            "agent@acme.example",
            "agent-token",
            "service desk agents",
            "it-staff"
        ),
        new()
        {
            AccountId = "5b10a2844c20165700ede21c",
            DisplayName = "Nora Norole",
            Email = "norole@acme.example",
            IsJiraAdmin = true,
            HasAssetsRole = false,
            Tokens = new Dictionary<string, TokenState> { ["norole-token"] = TokenState.Valid },
        },
        Person(
            "557058:1c0ffee0-1111-4222-8333-444455556661",
            "Zoë Łukasz",
            "zoe@acme.example",
            null,
            "it-staff",
            "network-team"
        ),
        Person(
            "557058:1c0ffee0-1111-4222-8333-444455556662",
            "山田 太郎",
            "taro@acme.example",
            null,
            "it-staff"
        ),
        Person(
            "557058:1c0ffee0-1111-4222-8333-444455556663",
            "Omar عمر",
            "omar@acme.example",
            null,
            "finance"
        ),
        Idle("712020:1c0ffee0-1111-4222-8333-444455556664", "Ida Idle", "ida@acme.example"),
        Idle("712020:1c0ffee0-1111-4222-8333-444455556665", "Olaf Gone", "olaf@acme.example"),
    ];

    public static IReadOnlyList<string> Groups { get; } =
    [
        "it-staff",
        "service desk agents",
        "network-team",
        "finance",
        "jira-administrators",
        "Büro München",
    ];

    public static IReadOnlyList<string> ProjectKeys { get; } = ["ITSM", "HR", "FAC", "NET", "SEC"];

    public static Site Make(string name, int seed) =>
        new()
        {
            Name = name,
            CloudId = IdFor($"cloud {name} {seed}"),
            WorkspaceId = IdFor($"workspace {name} {seed}"),
            Accounts = Accounts,
            Groups = Groups,
            ProjectKeys = ProjectKeys,
            GroupOfProject = new Dictionary<string, string> { ["SEC"] = "jira-administrators" },
        };

    /// <summary>The same people, known by other keys; mail addresses tell who is who (contract §11).</summary>
    public static Site MakeDataCenter(string name, string path, int seed) =>
        new()
        {
            Name = name,
            Path = path,
            IsDataCenter = true,
            CloudId = IdFor($"cloud of server {name} {seed}"),
            WorkspaceId = IdFor($"workspace of server {name} {seed}"),
            Accounts = [.. Accounts.Select(OnDataCenter)],
            Groups = Groups,
            ProjectKeys = ProjectKeys,
            GroupOfProject = new Dictionary<string, string> { ["SEC"] = "jira-administrators" },
        };

    /// <summary>Who has a token on Cloud has a password here, and personal access tokens.</summary>
    private static Account OnDataCenter(Account onCloud, int index)
    {
        var login = onCloud.Email[..onCloud.Email.IndexOf('@', StringComparison.Ordinal)];
        return new()
        {
            AccountId = $"JIRAUSER{10100 + index}",
            UserName = login,
            Password = onCloud.Tokens.Count > 0 ? $"{login}-password" : null,
            DisplayName = onCloud.DisplayName,
            Email = onCloud.Email,
            IsJiraAdmin = onCloud.IsJiraAdmin,
            IsActive = onCloud.IsActive,
            HasAssetsRole = onCloud.HasAssetsRole,
            Groups = onCloud.Groups,
            Tokens = onCloud
                .Tokens.Where(token => token.Value != TokenState.Scoped)
                .ToDictionary(
                    token => token.Key.Replace("-token", "-pat", StringComparison.Ordinal),
                    token => token.Value
                ),
        };
    }

    private static Account Person(
        string accountId,
        string displayName,
        string email,
        string? token = null,
        params string[] groups
    ) =>
        new()
        {
            AccountId = accountId,
            DisplayName = displayName,
            Email = email,
            Groups = groups,
            Tokens = token is null
                ? NoTokens
                : new Dictionary<string, TokenState> { [token] = TokenState.Valid },
        };

    private static Account Idle(string accountId, string displayName, string email) =>
        new()
        {
            AccountId = accountId,
            DisplayName = displayName,
            Email = email,
            IsActive = false,
            Tokens = NoTokens,
        };

    public static string IdFor(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
