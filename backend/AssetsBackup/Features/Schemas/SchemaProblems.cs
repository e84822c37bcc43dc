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
