using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Problems;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>schemas delete</c>: deletes a schema from the app; of one that is gone from Assets its backups, too, for good.</summary>
internal static class SchemasDelete
{
    private static readonly Argument<string> Schema = new("schema")
    {
        Description = "Key, name or id of the schema",
    };
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "It is to be deleted; without it nothing is",
    };
    private static readonly Option<bool> WithBackups = new("--with-backups")
    {
        Description = "Its backups are to go for good, as they do where it is gone from Assets",
    };

    public static Command Create()
    {
        var verb = new Command("delete", "Delete a schema from the app, not from Assets")
        {
            Schema,
            Yes,
            WithBackups,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var schema = await Named.SchemaAsync(
            invocation,
            parsed.GetRequiredValue(Schema),
            toBackUp: false,
            cancellationToken
        );
        if (!parsed.GetValue(Yes))
            throw NotConfirmed(schema);
        var deleted = await invocation.SendAsync(
            new DeleteSchema(schema.Id, parsed.GetValue(WithBackups)),
            cancellationToken
        );
        invocation.Print.Answer(
            deleted,
            console =>
                console.WriteLine(
                    schema.Status == SchemaStatus.Deleted
                        ? $"Schema {schema.Key} is deleted with {Words.Count(deleted.Backups, "backup")}"
                        : $"Schema {schema.Key} and its schedule are deleted. Its backups are kept, and the next sync brings it back"
                )
        );
        return (int)ExitCode.Done;
    }

    private static ProblemException NotConfirmed(SchemaView schema) =>
        new(
            new Problem(
                "deletion-not-confirmed",
                StatusCodes.Status400BadRequest,
                schema.Status == SchemaStatus.Deleted
                    ? $"Schema {schema.Key} would be deleted with all its backups, for good"
                    : $"Schema {schema.Key} and its schedule would be deleted from the app; its backups would stay",
                schema.Status == SchemaStatus.Deleted
                    ? "Nothing was deleted. If they are to go, say so with --yes --with-backups."
                    : "Nothing was deleted. If it is to go, say so with --yes."
            )
        );
}
