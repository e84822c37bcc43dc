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

    public static ProblemException DestinationIsDataCenter(string name) =>
        new(
            new Problem(
                "destination-is-data-center",
                StatusCodes.Status409Conflict,
                $"{name} is a Data Center",
                "Its schemas are backed up; restoring goes to Cloud sites only so far. Choose the site itself or a target instance on Cloud."
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

    public static ProblemException UnknownCursor() =>
        new(
            new Problem(
                "plan-cursor-unknown",
                StatusCodes.Status422UnprocessableEntity,
                "The plan has no such place to go on from",
                "Take the cursor from the page before, of the same plan and kind; leave it out to begin at the start."
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

    /// <param name="name">The name in place of one that is taken; null where the wanted one is free.</param>
    /// <param name="key">The same for the key.</param>
    public static ProblemException Taken(string? name, string? key)
    {
        var proposals = new Dictionary<string, string>();
        if (name is not null)
            proposals["schemaName"] = $"Taken. The name '{name}' is free.";
        if (key is not null)
            proposals["schemaKey"] = $"Taken. The key {key} is free.";
        return new(
            new Problem(
                name is null ? "key-taken" : "name-taken",
                StatusCodes.Status422UnprocessableEntity,
                $"The destination has a schema of this {(name is null ? "key" : "name")} already",
                string.Join(' ', proposals.Values.Select(words => words["Taken. ".Length..])),
                proposals
            )
        );
    }

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
                "Nothing can be restored without it. The run's log names what it did not accept; what was written before is kept."
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
