using System.CommandLine;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault move</c>: moves a site's backups to another region of managed storage.</summary>
internal static class VaultMove
{
    public static Command Create()
    {
        var region = new Option<string>("--to")
        {
            Description = "Region of managed storage to move to",
            Required = true,
        };
        var verb = new Command(
            "move",
            "Move a site's backups to another region. While the server runs this only copies, and can be repeated; called without the server it copies the rest, verifies and switches"
        )
        {
            region,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var moved = await invocation
                    .Services.GetRequiredService<MoveVault>()
                    .MoveAsync(
                        invocation.Caller.TenantId,
                        parsed.GetRequiredValue(region),
                        isLast: invocation.IsAlone,
                        cancellationToken
                    );
                invocation.Print.Answer(
                    moved,
                    console => console.Profile.Out.Writer.WriteLine(InWords(moved))
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    private static string InWords(MovedVault moved) =>
        $"{moved.BlobsCopied:N0} files of {moved.BytesCopied:N0} bytes copied from {moved.From} to {moved.To}. "
        + (
            moved.IsSwitched
                ? $"Backups are read from and written to {moved.To} from now on. What lies in {moved.From} is not needed any more."
                : "The server is running: end it and call this again to copy the rest and switch."
        );
}
