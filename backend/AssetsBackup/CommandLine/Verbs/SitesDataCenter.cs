using System.CommandLine;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Targets;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites data-center</c>: adds a Data Center or Server to back up, or gives it another sign-in.</summary>
internal static class SitesDataCenter
{
    public const string Variable = "ASSETSBACKUP_DATA_CENTER_SECRET";

    private static readonly Argument<string> Address = new("address")
    {
        Description = "https address that Jira opens at",
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "Connection name; the host name when left out",
    };
    private static readonly Option<string?> User = new("--user")
    {
        Description =
            "User name, to sign in with its password; left out, a personal access token is taken",
    };
    private static readonly Option<DateOnly?> Expires = TokenExpiryInput.Option();
    private static readonly SecretInput Secret = new(
        Variable,
        "Password or personal access token",
        new Problem(
            "secret-missing",
            StatusCodes.Status400BadRequest,
            "No password or personal access token was given",
            $"Pipe it to standard input or set {Variable}."
        )
    );

    public static Command Create()
    {
        var verb = new Command(
            "data-center",
            $"Add a Jira Data Center or Server, or give one that is listed another sign-in; the secret comes from standard input or {Variable}"
        )
        {
            Address,
            Name,
            User,
            Expires,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var secret = await Secret.ReadAsync(invocation.Print, cancellationToken);
        var (address, user) = (
            parsed.GetRequiredValue(Address).TrimEnd('/'),
            parsed.GetValue(User)
        );
        var expires = parsed.GetValue(Expires);
        var signIn = user is null ? SignIn.AccessToken : SignIn.Basic;
        var listed = (await invocation.SendAsync(new ListTargets(), cancellationToken)).Items;
        var site = SiteAddress.ParseServer(address);
        var known = listed.FirstOrDefault(target => target.SiteUrl == site);
        var name =
            parsed.GetValue(Name)
            ?? address.Replace("https://", "", StringComparison.OrdinalIgnoreCase);
        var target = known is null
            ? await invocation.SendAsync(
                new AddDataCenter(name, address, signIn, user, secret, expires),
                cancellationToken
            )
            : await invocation.SendAsync(
                new RenewDataCenter(known.Id, signIn, user, secret, expires),
                cancellationToken
            );
        SitesTarget.Print(invocation.Print, target);
        return (int)ExitCode.Done;
    }
}
