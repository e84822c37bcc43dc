using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Problems;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>snapshots delete</c>: deletes a backup for good.</summary>
internal static class SnapshotsDelete
{
    private static readonly Argument<string> Backup = new("backup")
    {
        Description = "The id of the backup, or its start",
    };
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "It is to be deleted for good; without it nothing is",
    };

    public static Command Create()
    {
        var verb = new Command("delete", "Delete a backup for good") { Backup, Yes };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var id = await Named.SnapshotAsync(
                    invocation,
                    parsed.GetRequiredValue(Backup),
                    cancellationToken
                );
                var snapshot = await invocation.SendAsync(new GetSnapshot(id), cancellationToken);
                if (!parsed.GetValue(Yes))
                    throw NotConfirmed(snapshot);
                var deleted = await invocation.SendAsync(new DeleteSnapshot(id), cancellationToken);
                invocation.Print.Answer(
                    deleted,
                    console =>
                        console.WriteLine(
                            $"Backup {snapshot.ShortId} is deleted. What only it needed is freed by pruning, later"
                        )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    private static ProblemException NotConfirmed(SnapshotView snapshot) =>
        new(
            new Problem(
                "deletion-not-confirmed",
                StatusCodes.Status400BadRequest,
                $"Backup {snapshot.ShortId} of {snapshot.TakenAt:u} with {Words.Count(snapshot.Objects, "object")} would be deleted for good",
                "Nothing was deleted. If it is to go, say so with --yes."
            )
        );
}
