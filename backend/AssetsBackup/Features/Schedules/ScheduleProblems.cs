using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Schedules;

internal static class ScheduleProblems
{
    public const string Reserved =
        "This time is reserved for maintenance. Choose a time at least 2 hours before or after it.";

    public static ProblemException NoFreeTime() =>
        new(
            new Problem(
                "no-free-time",
                StatusCodes.Status409Conflict,
                "No time of the day is free for daily backups",
                "The operator of this app has reserved each time of the day for maintenance on some day of the coming year (Schedules:Reserved). Choose days that are free, or ask for a free time."
            )
        );
}
