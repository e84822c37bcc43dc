using System.CommandLine;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Targets;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites target</c>: adds an instance that this site's schemas may be migrated to, or gives it a new token.</summary>
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
    private static readonly Option<DateOnly?> Expires = TokenExpiryInput.Option();
    private static readonly Option<string?> Workspace = new("--workspace")
    {
        Description = "Its Workspace ID; looked up when left out",
    };

    public static Command Create()
    {
        var verb = new Command(
            "target",
            $"Add a target instance, or give one that is listed a new token; the API token comes from standard input or {ApiTokenInput.Variable}"
        )
        {
            Address,
            Name,
            Email,
            Expires,
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
        var listed = (await invocation.SendAsync(new ListTargets(), cancellationToken)).Items;
        var known = listed.FirstOrDefault(target =>
            target.SiteUrl.Equals(address, StringComparison.OrdinalIgnoreCase)
        );
        var target = known is null
            ? await AddAsync(parsed, invocation, new(address, email, token), cancellationToken)
            : await invocation.SendAsync(
                new RenewTarget(known.Id, email, token, parsed.GetValue(Expires)),
                cancellationToken
            );
        Print(invocation.Print, target);
        return (int)ExitCode.Done;
    }

    /// <summary>What was proved of an instance.</summary>
    public static void Print(Printer print, TargetView target) =>
        print.Table(
            target,
            ["Check", "Outcome", ""],
            (target.Report?.Checks ?? []).Select(check =>
                new[] { check.Check, check.Outcome.ToString(), check.Message }
            )
        );

    private static async Task<TargetView> AddAsync(
        ParseResult parsed,
        Invocation invocation,
        SiteAccount account,
        CancellationToken cancellationToken
    )
    {
        var (address, email, token) = (account.SiteUrl, account.Email, account.ApiToken);
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
        return await invocation.SendAsync(
            new AddTarget(name, email, workspace, address, token, parsed.GetValue(Expires)),
            cancellationToken
        );
    }
}
