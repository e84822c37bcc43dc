using System.CommandLine;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>backup</c>: backs one schema up now and follows the run, or goes on with one that a dead process left.</summary>
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
                var asked = new BackUpNow(
                    found.Id,
                    parsed.GetValue(description),
                    Attachments: !parsed.GetValue(noAttachments),
                    Archived: parsed.GetValue(archived)
                );
                if (await LeftBehindAsync(invocation, found.Id, cancellationToken) is { } left)
                {
                    invocation.Print.Progress.WriteLine(
                        "Going on with the backup that was interrupted"
                    );
                    var ended = await invocation.FollowAsync(left.Id, cancellationToken);
                    if (!ended.State.IsGood() || IsSame(left.ArgumentsAs<BackupArguments>(), asked))
                        return RunEnd.Print(invocation.Print, ended);
                    RunEnd.Tell(invocation.Print, ended);
                    invocation.Print.Progress.WriteLine("It was asked for otherwise: backing up");
                }
                return await invocation.RunAsync(asked, cancellationToken);
            }
        );
        return verb;
    }

    private static bool IsSame(BackupArguments left, BackUpNow asked) =>
        (left.Attachments, left.Archived) == (asked.Attachments, asked.Archived);

    /// <summary>A backup of a process that died: nobody else works it off where this process is alone.</summary>
    private static async Task<Run?> LeftBehindAsync(
        Invocation invocation,
        Guid schema,
        CancellationToken cancellationToken
    ) =>
        invocation.IsAlone
            ? await invocation
                .Services.GetRequiredService<AppDatabase>()
                .Runs.AsNoTracking()
                .FirstOrDefaultAsync(
                    run =>
                        run.TenantId == invocation.Caller.TenantId
                        && run.SchemaId == schema
                        && run.Kind == RunKind.Backup
                        && (run.State == RunState.Running || run.State == RunState.Queued),
                    cancellationToken
                )
            : null;
}
