using System.CommandLine;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>verify</c>: reads back every byte of a backup.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var snapshot = new Argument<string>("backup")
        {
            Description = "The id of the backup, or its start",
        };
        var verb = new Command("verify", "Read back every byte of a backup") { snapshot };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var id = await Named.SnapshotAsync(
                    invocation,
                    parsed.GetRequiredValue(snapshot),
                    cancellationToken
                );
                var started = await invocation.SendAsync(new StartVerify(id), cancellationToken);
                return RunEnd.Print(
                    invocation.Print,
                    await invocation.FollowAsync(started.RunId, cancellationToken)
                );
            }
        );
        return verb;
    }
}
