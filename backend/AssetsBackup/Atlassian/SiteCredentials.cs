namespace AssetsBackup.Atlassian;

/// <summary>A site, its workspace and an account that may call both.</summary>
/// <param name="SiteUrl">https address without a trailing slash.</param>
/// <param name="CloudId">The site's identity: it outlives renames.</param>
internal sealed record SiteCredentials(
    string SiteUrl,
    string CloudId,
    string WorkspaceId,
    string Email,
    string ApiToken
)
{
    // A record would print its token.
    public override string ToString() => $"{SiteUrl} as {Email}";
}
