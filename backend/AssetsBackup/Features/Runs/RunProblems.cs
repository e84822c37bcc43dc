using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Runs;

internal static class RunProblems
{
    public static ProblemException NotFound() =>
        new(
            new Problem(
                "run-not-found",
                StatusCodes.Status404NotFound,
                "There is no such run",
                "It may belong to another site."
            )
        );

    public static ProblemException Ended() =>
        new(
            new Problem(
                "run-ended",
                StatusCodes.Status409Conflict,
                "The run has ended already",
                "There is nothing to stop."
            )
        );
}
