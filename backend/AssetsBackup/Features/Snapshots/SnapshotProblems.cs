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
                "An alarm holds the backups of its schema",
                "Nothing was deleted. Acknowledge the alarm, on the schema's page or with assets-backup alarms acknowledge."
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
