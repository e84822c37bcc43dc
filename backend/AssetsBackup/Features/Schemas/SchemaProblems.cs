using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Schemas;

internal static class SchemaProblems
{
    public static ProblemException NotFound() =>
        new(
            new Problem(
                "schema-not-found",
                StatusCodes.Status404NotFound,
                "There is no such schema",
                "Sync the schemas and look again."
            )
        );

    public static ProblemException NotActive(Schema schema) =>
        new(
            new Problem(
                "schema-not-active",
                StatusCodes.Status409Conflict,
                $"Only an active schema can be backed up; the status of this one is {schema.Status.InWords()}",
                string.Join(' ', NextSteps(schema))
            )
        );

    public static ProblemException Busy() =>
        new(
            new Problem(
                "backup-running",
                StatusCodes.Status409Conflict,
                "A backup of this schema is queued or running already",
                "Wait for it to end, or stop it."
            )
        );

    public static ProblemException InUse(RunKind by) =>
        new(
            new Problem(
                "schema-in-use",
                StatusCodes.Status409Conflict,
                $"The schema is in use by {SnapshotProblems.InWords(by)} that is queued or running",
                "Nothing was deleted. Wait for it to end, or stop it."
            )
        );

    public static ProblemException HasPinnedBackups(int pinned) =>
        new(
            new Problem(
                "backup-pinned",
                StatusCodes.Status409Conflict,
                pinned == 1
                    ? "A backup of the schema is pinned"
                    : $"{pinned} backups of the schema are pinned",
                "Nothing was deleted. Unpin what may go first."
            )
        );

    /// <summary>Of a schema that came to another status since somebody decided what is to go with it.</summary>
    public static ProblemException OtherStatus(Schema schema) =>
        new(
            new Problem(
                "schema-status-changed",
                StatusCodes.Status409Conflict,
                schema.Status == SchemaStatus.Deleted
                    ? "The schema is gone from Assets: its backups would go with it"
                    : "The schema is not gone from Assets: its backups stay",
                "Nothing was deleted. Look at the schema again and decide anew."
            )
        );

    public static ProblemException SomeBackupsKept() =>
        new(
            new Problem(
                "backups-kept",
                StatusCodes.Status409Conflict,
                "Not all backups of the schema were deleted: the storage knows some as pinned",
                "They are in the list again. Unpin what may go, then delete the schema once more."
            )
        );

    private static IEnumerable<string> NextSteps(Schema schema)
    {
        if (schema.StatusReason is { } reason)
            yield return reason;
        if (schema.Status == SchemaStatus.SyncError)
            yield return "Then sync the schemas again.";
        yield return schema.LastSnapshotId is null
            ? "There is no backup of it."
            : "Backups made before can still be restored.";
    }
}
