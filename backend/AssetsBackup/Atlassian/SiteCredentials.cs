namespace AssetsBackup.Atlassian;

/// <summary>A site, its workspace and an account that may call both.</summary>
/// <param name="SiteUrl">https address without a trailing slash.</param>
/// <param name="CloudId">The site's identity: it outlives renames. Of a Data Center its <see cref="SiteAddress.IdentityOf"/>.</param>
/// <param name="WorkspaceId">Of a Data Center, which has no workspaces, the same as <paramref name="CloudId"/>.</param>
/// <param name="Email">Of a Data Center the account's login name.</param>
/// <param name="ApiToken">Of a Data Center a password or a personal access token.</param>
internal sealed record SiteCredentials(
    string SiteUrl,
    string CloudId,
    string WorkspaceId,
    string Email,
    string ApiToken
)
{
    public SiteKind Kind { get; init; }

    public SignIn SignIn { get; init; }

    // A record would print its token.
    public override string ToString() => $"{SiteUrl} as {Email}";
}

public enum SiteKind
{
    Cloud,

    /// <summary>Or Server.</summary>
    DataCenter,
}

/// <summary>How an account proves itself (contract §1.2, §11).</summary>
public enum SignIn
{
    /// <summary>With a name and a secret: an API token on Cloud, a password on a Data Center.</summary>
    Basic,

    /// <summary>With a personal access token alone.</summary>
    AccessToken,
}
