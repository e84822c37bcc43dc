using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Plans;

internal static class PlanProblems
{
    public static ProblemException NotFound() =>
        new(
            new Problem(
                "plan-not-found",
                StatusCodes.Status404NotFound,
                "There is no such restore plan",
                "It may belong to another site. Make a new plan from a backup."
            )
        );

    public static ProblemException NotReady(PlanState state) =>
        new(
            new Problem(
                "plan-not-ready",
                StatusCodes.Status409Conflict,
                state == PlanState.Making
                    ? "The plan is still being made"
                    : "The plan could not be made",
                state == PlanState.Making
                    ? "Review it once it is ready, then apply it."
                    : "Its page says why. Make a new plan."
            )
        );

    public static ProblemException Applied() =>
        new(
            new Problem(
                "plan-applied",
                StatusCodes.Status409Conflict,
                "This plan was applied already",
                "A plan is applied once. Make a new plan to restore again."
            )
        );

    public static ProblemException DestinationNotFound() =>
        new(
            new Problem(
                "destination-not-found",
                StatusCodes.Status422UnprocessableEntity,
                "There is no such destination",
                "Choose this site or one of the target instances.",
                new Dictionary<string, string>
                {
                    ["destinationId"] = "This target instance does not exist any more.",
                }
            )
        );

    public static ProblemException NameTaken(string name, string free) =>
        new(
            new Problem(
                "name-taken",
                StatusCodes.Status409Conflict,
                $"The destination has a schema named '{name}' already",
                $"The name '{free}' is free."
            )
        );

    public static ProblemException KeyTaken(string key, string free) =>
        new(
            new Problem(
                "key-taken",
                StatusCodes.Status409Conflict,
                $"The destination has a schema with the key {key} already",
                $"The key {free} is free."
            )
        );

    public static ProblemException Outdated(string what) =>
        new(
            new Problem(
                "plan-outdated",
                StatusCodes.Status409Conflict,
                "The destination has changed since the plan was made",
                $"{what} Nothing was written. Make a new plan."
            )
        );

    public static ProblemException Refused(string what) =>
        new(
            new Problem(
                "restore-refused",
                StatusCodes.Status409Conflict,
                $"Assets refused to create the {what}",
                "Nothing can be restored without it. The run's log has Assets' own words; what was written before is kept."
            )
        );

    public static ProblemException AnswerLost(int undecided, string which) =>
        new(
            new Problem(
                "answer-lost",
                StatusCodes.Status409Conflict,
                $"The answer to {undecided} {(undecided == 1 ? "write" : "writes")} was lost, so that nobody knows whether it was done",
                $"Nothing is written twice: the restore has stopped. Undecided: {which}. What was written is kept; look at it in Assets, delete the schema that was made, and restore again."
            )
        );
}
