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
                $"Only an active schema can be backed up; this one is {schema.Status}",
                "Backups made before can still be restored."
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
}
