using System.CommandLine;
using System.CommandLine.Parsing;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites storage</c>: shows where a site's backups lie, or chooses where new ones go.</summary>
internal static class SitesStorage
{
    private static readonly Option<string?> Region = new("--region")
    {
        Description = "Choose managed storage in this region",
    };
    private static readonly Option<bool> Database = new("--database")
    {
        Description =
            $"Choose a database of your own; its connection string comes from standard input or {DatabaseInput.Variable}",
    };
    private static readonly Option<bool> Replace = new("--replace")
    {
        Description =
            "Replace the connection string of the database that is connected: a new password, user or address",
    };
    private static readonly Option<string?> Authorities = DatabaseInput.Authorities();

    public static Command Create()
    {
        var verb = new Command(
            "storage",
            "Show where a site's backups lie, or choose where new ones go. Backups made before stay where they are: vault move takes them along"
        )
        {
            Region,
            Database,
            Replace,
            Authorities,
        };
        verb.Validators.Add(RefuseSeveral);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static void RefuseSeveral(CommandResult verb)
    {
        bool[] asked =
        [
            verb.GetValue(Region) is not null,
            verb.GetValue(Database),
            verb.GetValue(Replace),
        ];
        if (asked.Count(each => each) > 1)
            verb.AddError("Give one of --region, --database and --replace");
        else if (
            verb.GetValue(Authorities) is not null
            && !verb.GetValue(Database)
            && !verb.GetValue(Replace)
        )
            verb.AddError("--authorities goes with --database or --replace");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var card = await AnswerAsync(invocation, parsed, cancellationToken);
        var lying = card.Storage is null ? null : await LyingAtAsync(invocation, cancellationToken);
        invocation.Print.Answer(
            new { storage = card.Storage, lying },
            console => console.Profile.Out.Writer.WriteLine(InWords(card.Storage, lying))
        );
        return (int)ExitCode.Done;
    }

    private static async Task<string> LyingAtAsync(
        Invocation invocation,
        CancellationToken cancellationToken
    )
    {
        var vaults = invocation.Services.GetRequiredService<TenantVaults>();
        return vaults.LyingAt(
            await vaults.PlaceAsync(invocation.Caller.TenantId, cancellationToken)
        );
    }

    private static async ValueTask<ConnectionCard> AnswerAsync(
        Invocation invocation,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(Region) is { } region)
            return await invocation.SendAsync(new SaveStorage(region), cancellationToken);
        if (!parsed.GetValue(Database) && !parsed.GetValue(Replace))
            return await invocation.SendAsync(new GetConnection(), cancellationToken);
        var (text, authorities) = await DatabaseInput.ReadAsync(
            invocation.Print,
            parsed.GetValue(Authorities),
            cancellationToken
        );
        return parsed.GetValue(Replace)
            ? await invocation.SendAsync(
                new ReplaceConnectionString(text, authorities),
                cancellationToken
            )
            : await invocation.SendAsync(new SaveOwnDatabase(text, authorities), cancellationToken);
    }

    private static string InWords(StorageCard? storage, string? lying) =>
        storage switch
        {
            null => "No storage was chosen yet.",
            { Region: { } region } => $"Managed storage in {region}: {lying}.",
            _ =>
                $"Your own database {storage.Servers}, version {storage.Version}, {(storage.UsesTls ? "over TLS" : "without TLS")}: {lying}.",
        };
}
