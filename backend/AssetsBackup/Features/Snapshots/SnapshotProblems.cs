using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Snapshots;

internal static class SnapshotProblems
{
    public static ProblemException Pinned() =>
        new(
            new Problem(
                "backup-pinned",
                StatusCodes.Status409Conflict,
                "The backup is pinned",
                "Nothing was deleted. Unpin it first if it may go."
            )
        );

    public static ProblemException Held() =>
        new(
            new Problem(
                "backup-held",
                StatusCodes.Status409Conflict,
                "It is kept after all: by an alarm, a restore plan, changed rules, or as the last good one",
                "Nothing was deleted. The settings of the schema say what its rules keep."
            )
        );

    public static ProblemException InUse(RunKind by) =>
        new(
            new Problem(
                "backup-in-use",
                StatusCodes.Status409Conflict,
                $"The backup is in use by {InWords(by)} that is queued or running",
                "Nothing was deleted. Wait for it to end, or stop it."
            )
        );

    public static string InWords(RunKind by) =>
        by switch
        {
            RunKind.Backup => "a backup of its schema",
            RunKind.Verify => "a verification",
            RunKind.Plan => "a restore plan",
            _ => "a restore",
        };
}
