using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>What may be wrong with credentials, each told at its own field.</summary>
internal static class CredentialProblems
{
    private const string NothingStored = "Nothing was stored.";

    public static ProblemException TokenRejected() =>
        Wrong(
            "token-rejected",
            "Jira did not accept this e-mail address and API token",
            $"{NothingStored} Atlassian does not say which of the two is wrong, or whether the token has expired.",
            new()
            {
                ["apiToken"] =
                    "Not accepted with this e-mail address. If that is right, the token is mistyped, has expired or was revoked: make a new one on Atlassian's API token page.",
                ["email"] = "Check that the API token belongs to this account.",
            }
        );

    public static ProblemException SiteUnknown(string siteUrl) =>
        Wrong(
            "site-unknown",
            $"There is no Jira Cloud site at {siteUrl}",
            $"{NothingStored} Check the address.",
            new() { ["siteUrl"] = "No Jira Cloud site answers here." }
        );

    public static ProblemException ServerUnknown(string siteUrl) =>
        Wrong(
            "server-unknown",
            $"No Jira answers at {siteUrl}",
            $"{NothingStored} Check the address. Where Jira runs under a path, the path belongs to it: https://example.com/jira.",
            new() { ["siteUrl"] = "No Jira Data Center or Server answers here." }
        );

    public static ProblemException IsCloud(string siteUrl) =>
        Wrong(
            "site-is-cloud",
            $"{siteUrl} is a Jira Cloud site",
            $"{NothingStored} Add it as a Cloud site, with an e-mail address and an API token.",
            new() { ["siteUrl"] = "This is a Jira Cloud site, not a Data Center." }
        );

    public static ProblemException SignInRejected(SignIn signIn) =>
        signIn == SignIn.AccessToken
            ? Wrong(
                "token-rejected",
                "Jira did not accept this personal access token",
                $"{NothingStored} It is mistyped, has expired or was revoked: make a new one in your Jira profile, under Personal Access Tokens.",
                new() { ["secret"] = "Jira did not accept this token." }
            )
            : Wrong(
                "password-rejected",
                "Jira did not accept this user name and password",
                $"{NothingStored} After several wrong attempts Jira asks for a captcha: sign in once in the browser then. A personal access token needs none.",
                new()
                {
                    ["userName"] = "Not accepted with this password.",
                    ["secret"] = "Not accepted with this user name.",
                }
            );

    public static ProblemException AddressRefused(string reason) =>
        Wrong(
            "address-refused",
            "This address may not be called",
            reason,
            new() { ["siteUrl"] = "This address is not a public one." }
        );

    public static ProblemException NoAssets(string siteUrl) =>
        Wrong(
            "no-assets",
            $"{siteUrl} has no Assets",
            $"{NothingStored} Assets comes with Jira Service Management; ask your Atlassian administrator about the site's plan.",
            []
        );

    public static ProblemException NoAssetsOnDataCenter(string siteUrl) =>
        Wrong(
            "no-assets",
            $"{siteUrl} has no Assets",
            $"{NothingStored} Assets, called Insight before, comes with Jira Service Management. Install it there, or enter the address of the Jira that has it.",
            new() { ["siteUrl"] = "Jira answers here, without Assets." }
        );

    public static ProblemException WorkspaceForeign(string siteUrl) =>
        Wrong(
            "workspace-foreign",
            "The Workspace ID is not this site's",
            $"{NothingStored} {siteUrl} has another workspace.",
            new()
            {
                ["workspaceId"] =
                    "This is not the workspace of this site. Use \"Find it for me\" to fill in the right one.",
            }
        );

    /// <param name="field">Where the account was entered.</param>
    public static ProblemException ReadingDenied(string field = "email") =>
        Wrong(
            "reading-denied",
            "The account may not read Assets",
            $"{NothingStored} Give it a role in the schemas to back up: Object Schema Manager is best.",
            new() { [field] = "This account may not read Assets on the site." }
        );

    public static ProblemException AddressNotAllowed(OutgoingAddresses outgoing) =>
        Wrong(
            "ip-not-allowed",
            "The site's IP allowlist does not let us in",
            outgoing.ToAllow(),
            []
        );

    public static ProblemException TargetAppMissing(string siteUrl) =>
        Wrong(
            "target-app-missing",
            $"The app is not installed on {siteUrl}",
            $"{NothingStored} Install Assets Backup & Migration on the target site from the Atlassian Marketplace, then add it again.",
            new() { ["siteUrl"] = "The app could not be proved to be installed here." }
        );

    private static ProblemException Wrong(
        string code,
        string title,
        string detail,
        Dictionary<string, string> fields
    ) =>
        new(
            new Problem(
                code,
                StatusCodes.Status422UnprocessableEntity,
                title,
                detail,
                fields.Count == 0 ? null : fields
            )
        );
}
