using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault move</c>: moves a site's backups to another storage.</summary>
internal static class VaultMove
{
    private static readonly Option<string?> Region = new("--to")
    {
        Description = "Region of managed storage to move to",
    };
    private static readonly Option<bool> Database = new("--to-database")
    {
        Description =
            $"Move to a database of your own; its connection string comes from standard input or {DatabaseInput.Variable}",
    };
    private static readonly Option<string?> Authorities = DatabaseInput.Authorities();

    private static readonly Option<bool> LeaveDamaged = new("--leave-damaged")
    {
        Description = "Move although some files cannot be read any more, and leave those behind",
    };

    public static Command Create()
    {
        var verb = new Command(
            "move",
            "Move a site's backups to another region, or to or from a database of your own. While the server runs this only copies, and can be repeated; called without the server it copies the rest, verifies and switches"
        )
        {
            Region,
            Database,
            Authorities,
            LeaveDamaged,
        };
        verb.Validators.Add(verb =>
        {
            if (verb.GetValue(Region) is not null == verb.GetValue(Database))
                verb.AddError("Say where to: --to REGION or --to-database");
            else if (verb.GetValue(Authorities) is not null && !verb.GetValue(Database))
                verb.AddError("--authorities goes with --to-database");
        });
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var (tenantId, isLast) = (invocation.Caller.TenantId, invocation.IsAlone);
        var leavesDamaged = parsed.GetValue(LeaveDamaged);
        var move = invocation.Services.GetRequiredService<MoveVault>();
        var moved = parsed.GetValue(Region) is { } region
            ? await move.MoveAsync(tenantId, region, isLast, leavesDamaged, cancellationToken)
            : await move.MoveAsync(
                tenantId,
                await DatabaseInput.ReadAsync(
                    invocation.Print,
                    parsed.GetValue(Authorities),
                    cancellationToken
                ),
                isLast,
                leavesDamaged,
                cancellationToken
            );
        invocation.Print.Answer(
            moved,
            console => console.Profile.Out.Writer.WriteLine(InWords(moved))
        );
        return (int)ExitCode.Done;
    }

    private static string InWords(MovedVault moved) =>
        $"{Words.Count(moved.BlobsCopied, "file")} of {moved.BytesCopied:N0} bytes copied from {moved.From} to {moved.To}. "
        + (
            moved.LeftBehind.Count == 0
                ? ""
                : $"{Words.Count(moved.LeftBehind.Count, "file")} could not be read and stays behind: {VaultProblems.Named(moved.LeftBehind)}. "
        )
        + (
            moved is { IsSwitched: true, LeftBehind.Count: > 0 }
                ? $"Backups are read from and written to {moved.To} from now on. Keep {moved.Left} for as long as what stays behind may be needed; assets-backup verify names what is hit."
            : moved.IsSwitched
                ? $"Backups are read from and written to {moved.To} from now on. What lies in {moved.From} is not needed any more: look at a backup with assets-backup verify, then delete {moved.Left}."
            : "The server is running: end it and call this again to copy the rest and switch."
        );
}
