using System.CommandLine;
using AssetsBackup.Features.Snapshots;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>snapshots describe</c>: says something of a backup, in the place of what was said before.</summary>
internal static class SnapshotsDescribe
{
    private static readonly Argument<string> Backup = new("backup")
    {
        Description = "The id of the backup, or its start",
    };
    private static readonly Argument<string> Description = new("description")
    {
        Description = "At most 500 characters; \"\" takes the description away",
    };

    public static Command Create()
    {
        var verb = new Command("describe", "Describe a backup anew") { Backup, Description };
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
                var described = await invocation.SendAsync(
                    new DescribeSnapshot(id, parsed.GetRequiredValue(Description)),
                    cancellationToken
                );
                invocation.Print.Answer(
                    described,
                    console =>
                        console.WriteLine(
                            described.Description is { } text
                                ? $"Backup {described.ShortId}: {text}"
                                : $"Backup {described.ShortId} has no description now"
                        )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
