namespace JiraSimulator.Sites;

/// <summary>A person on a site, with the API tokens that the simulator accepts for them.</summary>
public sealed class Account
{
    public required string AccountId { get; init; }

    public required string DisplayName { get; init; }

    public required string Email { get; init; }

    /// <summary>Holds the global permission ADMINISTER.</summary>
    public bool IsJiraAdmin { get; init; }

    public bool IsActive { get; init; } = true;

    public string Locale { get; init; } = "en_US";

    public string TimeZone { get; init; } = "Europe/Berlin";

    /// <summary>Login on a Data Center site, where <see cref="AccountId"/> is the user key; null on Cloud.</summary>
    public string? UserName { get; init; }

    /// <summary>Password on a Data Center site; null where there is none.</summary>
    public string? Password { get; init; }

    /// <summary>API tokens by their text; on a Data Center site personal access tokens.</summary>
    public required IReadOnlyDictionary<string, TokenState> Tokens { get; init; }

    /// <summary>Names of the groups this account is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Assets role: false means that no schema is visible to this account (contract §10 row 1).</summary>
    public bool HasAssetsRole { get; init; } = true;
}

public enum TokenState
{
    Valid,
    Expired,

    /// <summary>Accepted only on the base with the cloud id in it (contract §1.1).</summary>
    Scoped,
}
