using System.CommandLine;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Targets;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites target</c>: adds an instance that this site's schemas may be migrated to.</summary>
internal static class SitesTarget
{
    private static readonly Argument<string> Address = new("target")
    {
        Description = "https address of the target instance",
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "Connection name; the host name when left out",
    };
    private static readonly Option<string> Email = new("--email")
    {
        Description = "E-mail of the account that writes Assets there",
        Required = true,
    };
    private static readonly Option<string?> Workspace = new("--workspace")
    {
        Description = "Its Workspace ID; looked up when left out",
    };

    public static Command Create()
    {
        var verb = new Command(
            "target",
            $"Add a target instance; its API token comes from standard input or {ApiTokenInput.Variable}"
        )
        {
            Address,
            Name,
            Email,
            Workspace,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var token = await ApiTokenInput.ReadAsync(invocation.Print, cancellationToken);
        var (address, email) = (
            parsed.GetRequiredValue(Address).TrimEnd('/'),
            parsed.GetRequiredValue(Email)
        );
        var workspace =
            parsed.GetValue(Workspace)
            ?? (
                await invocation.SendAsync(
                    new FindWorkspace(email, token, address),
                    cancellationToken
                )
            ).WorkspaceId;
        var name =
            parsed.GetValue(Name)
            ?? address.Replace("https://", "", StringComparison.OrdinalIgnoreCase);
        var target = await invocation.SendAsync(
            new AddTarget(name, email, workspace, address, token),
            cancellationToken
        );
        invocation.Print.Table(
            target,
            ["Check", "Outcome", ""],
            (target.Report?.Checks ?? []).Select(check =>
                new[] { check.Check, check.Outcome.ToString(), check.Message }
            )
        );
        return (int)ExitCode.Done;
    }
}
