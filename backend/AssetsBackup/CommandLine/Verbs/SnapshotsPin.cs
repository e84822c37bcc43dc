using System.CommandLine;
using AssetsBackup.Features.Snapshots;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>snapshots pin</c> and <c>unpin</c>: legal hold on a backup, and its end.</summary>
internal static class SnapshotsPin
{
    private static readonly Argument<string> Backup = new("backup")
    {
        Description = "The id of the backup, or its start",
    };

    public static Command Pin() =>
        Create("pin", "Keep a backup: neither a rule nor a person deletes it", isPinned: true);

    public static Command Unpin() =>
        Create("unpin", "Let a backup be deleted again, by rule or by hand", isPinned: false);

    private static Command Create(string name, string description, bool isPinned)
    {
        var verb = new Command(name, description) { Backup };
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
                var pinned = await invocation.SendAsync(
                    new PinSnapshot(id, isPinned),
                    cancellationToken
                );
                invocation.Print.Answer(
                    pinned,
                    console =>
                        console.WriteLine(
                            pinned.IsPinned
                                ? $"Backup {pinned.ShortId} is pinned: it is not deleted, by rule or by hand"
                                : $"Backup {pinned.ShortId} is not pinned any more"
                        )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
