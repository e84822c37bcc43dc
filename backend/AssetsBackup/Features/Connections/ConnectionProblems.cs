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
                "Enter the credentials of an account that may read Assets, choose where backups are stored, then sync the schemas."
            )
        );
}
