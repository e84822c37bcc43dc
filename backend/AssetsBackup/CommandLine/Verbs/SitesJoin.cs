using System.CommandLine;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Hosting;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites join</c>: one customer of the two that a site became when it was added before the app was installed.</summary>
internal static class SitesJoin
{
    private static readonly Argument<string> Address = new("site")
    {
        Description = "https address of the site",
    };

    public static Command Create()
    {
        var verb = new Command(
            "join",
            "Join what was added here with what Jira's install made of the same site. The one with backups is kept, "
                + "otherwise the one that is set up; what else the other had set up (connection, targets, list of "
                + "schemas, runs) is dropped. Refused while anything runs, where the cloud ids differ, and where both "
                + "have backups"
        )
        {
            Address,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
        var site = Sites.AddressOf(parsed.GetRequiredValue(Address));
        var joined = await invocation
            .Services.GetRequiredService<JoinTenants>()
            .JoinAsync(site, cancellationToken);
        var paths = invocation.Services.GetRequiredService<DataPaths>();
        invocation.Print.Answer(
            new
            {
                site,
                kept = joined.Kept,
                gone = joined.Gone,
            },
            console =>
            {
                console.Profile.Out.Writer.WriteLine(
                    $"{site} is one customer now: {(joined.KeptWhatTheOperatorAdded ? "what was added here" : "what the install made")} was kept."
                );
                console.Profile.Out.Writer.WriteLine(
                    $"Nothing refers to {joined.Gone:N} any more: its folder below {paths.Vaults} and its entry below {paths.KeyStore} may be deleted."
                );
            }
        );
        return (int)ExitCode.Done;
    }
}
