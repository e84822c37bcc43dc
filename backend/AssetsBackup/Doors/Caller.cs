namespace AssetsBackup.Doors;

/// <summary>Who calls, as every door proves it. Nothing behind the doors knows which door it was.</summary>
/// <param name="TenantId">Our own id of the customer.</param>
/// <param name="AccountId">The Atlassian account, or <see cref="Operator"/> from the command line.</param>
/// <param name="IsJiraAdmin">Proved against the site not more than 60 seconds ago.</param>
/// <param name="SiteUrl">https address of the site that the caller sits in, without a trailing slash.</param>
internal sealed record Caller(
    Guid TenantId,
    string AccountId,
    bool IsJiraAdmin,
    string SiteUrl,
    LicenceState Licence
)
{
    public const string Operator = "operator";
}

/// <summary>Product A3.</summary>
public enum LicenceState
{
    Unknown,
    Active,
    Trial,
    Inactive,
    NotApplicable,
}
