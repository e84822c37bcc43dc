using System.CommandLine;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>backup</c>: backs one schema up now and follows the run.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var schema = new Argument<string>("schema")
        {
            Description = "Key, name or id of the schema",
        };
        var description = new Option<string?>("--description")
        {
            Description = "Shown with the backup; at most 500 characters",
        };
        var noAttachments = new Option<bool>("--no-attachments")
        {
            Description =
                "Leave attachments out; by default they are captured where the site gives them",
        };
        var archived = new Option<bool>("--archived")
        {
            Description = "Back up the archived objects of a Data Center's schema too",
        };
        var verb = new Command("backup", "Back a schema up now")
        {
            schema,
            description,
            noAttachments,
            archived,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var found = await Named.SchemaAsync(
                    invocation,
                    parsed.GetRequiredValue(schema),
                    toBackUp: true,
                    cancellationToken
                );
                return await invocation.RunAsync(
                    new BackUpNow(
                        found.Id,
                        parsed.GetValue(description),
                        Attachments: !parsed.GetValue(noAttachments),
                        Archived: parsed.GetValue(archived)
                    ),
                    cancellationToken
                );
            }
        );
        return verb;
    }
}
