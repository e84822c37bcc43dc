using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Connections;

internal static class ConnectionProblems
{
    public static ProblemException NotSetUp() =>
        new(
            new Problem(
                "not-set-up",
                StatusCodes.Status404NotFound,
                "The app is not set up yet",
                "Open the app in Jira and follow its first page, or run: assets-backup sites add https://your-site.atlassian.net --email you@example.com. Both need an account that may read Assets and its API token."
            )
        );
}
