using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Targets;

internal static class TargetProblems
{
    public static ProblemException NotFound() =>
        new(
            new Problem(
                "target-not-found",
                StatusCodes.Status404NotFound,
                "There is no such target instance",
                "It may have been deleted."
            )
        );

    public static ProblemException InUse() =>
        new(
            new Problem(
                "target-in-use",
                StatusCodes.Status409Conflict,
                "The target instance is in use",
                "A restore to it is queued or running. Wait for its end, or stop it, then delete the target."
            )
        );

    public static ProblemException IsCurrent() =>
        new(
            new Problem(
                "target-is-current",
                StatusCodes.Status409Conflict,
                "This is the site itself",
                "A restore goes to the site itself without a target instance. Enter the address of another one.",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["siteUrl"] = "This is the site itself. Enter the address of another one.",
                }
            )
        );

    public static ProblemException NameTaken(string name) =>
        new(
            new Problem(
                "target-name-taken",
                StatusCodes.Status409Conflict,
                $"There is a site called {name} already",
                "Choose another name: a restore is told by it where to go.",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = "Another site has this name. Choose another one.",
                }
            )
        );

    public static ProblemException OtherSite(string siteUrl) =>
        new(
            new Problem(
                "target-other-site",
                StatusCodes.Status409Conflict,
                $"Another site answers at {siteUrl} now",
                "Nothing was stored. Delete this target instance and add the site as a new one."
            )
        );

    public static ProblemException OtherKind(SiteKind kind) =>
        new(
            new Problem(
                "target-other-kind",
                StatusCodes.Status409Conflict,
                kind == SiteKind.Cloud ? "This is a Cloud site" : "This is a Data Center",
                kind == SiteKind.Cloud
                    ? "It is signed in to with an e-mail address and an API token."
                    : "It is signed in to with a user name and a password, or with a personal access token."
            )
        );

    public static ProblemException Exists(string name) =>
        new(
            new Problem(
                "target-exists",
                StatusCodes.Status409Conflict,
                "This site is a target instance already",
                $"It is listed as {name}. Give it a new token there if its credentials have changed.",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["siteUrl"] = "This site is in the list already.",
                }
            )
        );
}
