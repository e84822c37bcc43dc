using System.CommandLine;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting;
using AssetsBackup.Vault;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault attach</c>: makes vaults known to a database that lost them.</summary>
internal static class VaultAttach
{
    private static readonly Option<bool> Database = new("--database")
    {
        Description =
            $"Look in a customer's own database too; its connection string comes from standard input or {DatabaseInput.Variable}",
    };
    private static readonly Option<string?> Authorities = DatabaseInput.Authorities();

    public static Command Create()
    {
        var verb = new Command(
            "attach",
            "Make known again every vault of which this data folder has the key and the files, or a database the documents, after the app database was lost"
        )
        {
            Database,
            Authorities,
        };
        verb.Validators.Add(verb =>
        {
            if (verb.GetValue(Authorities) is not null && !verb.GetValue(Database))
                verb.AddError("--authorities goes with --database");
        });
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
        invocation.EnsureAlone();
        var given = parsed.GetValue(Database)
            ? await DatabaseInput.ReadAsync(
                invocation.Print,
                parsed.GetValue(Authorities),
                cancellationToken
            )
            : null;
        var attached = await invocation
            .Services.GetRequiredService<AttachVaults>()
            .AttachAsync(given, cancellationToken);
        if (attached.Count > 0)
            invocation.Print.Table(
                new { items = attached },
                ["Site", "Storage", "Schemas", "Backups", "Next"],
                attached.Select(Row)
            );
        else
            invocation.Print.Answer(
                new { items = attached },
                console => console.Profile.Out.Writer.WriteLine(NothingFound(invocation))
            );
        var wasExpected = attached.Count > 0 || given is not null;
        return (int)(
            wasExpected && attached.All(vault => vault.SiteUrl is null) ? ExitCode.Refused
            : attached.Any(vault => vault.Problem is not null) ? ExitCode.RunPartial
            : ExitCode.Done
        );
    }

    private static string NothingFound(Invocation invocation)
    {
        var paths = invocation.Services.GetRequiredService<DataPaths>();
        var keys = invocation.Services.GetRequiredService<KeyStore>().Tenants().Count;
        return keys == 0
            ? $"Nothing was attached: there is no entry in {paths.KeyStore} and no vault in {paths.Vaults}."
            : $"Nothing was attached: of each of the {keys:N0} entries in {paths.KeyStore} the customer is known already, and {paths.Vaults} has no other vault.";
    }

    private static string[] Row(AttachedVault vault) =>
        [
            vault.SiteUrl ?? $"unknown ({vault.TenantId:N})",
            vault.Storage,
            vault.Schemas.ToString("N0"),
            vault.Snapshots.ToString("N0"),
            Next(vault),
        ];

    private static string Next(AttachedVault vault) =>
        vault switch
        {
            { WasKnown: true } => Listed(vault),
            { SiteUrl: null, Problem: var reason } => $"Not attached: {reason}",
            { Problem: { } damage } =>
                $"Not all of it can be read: {damage.TrimEnd('.')}. Then: {Connect(vault)}",
            _ => Connect(vault),
        };

    private static string Listed(AttachedVault vault) =>
        string.Join(
            ' ',
            new[]
            {
                vault.Snapshots > 0 ? UnlistedBackups.InWords(vault.Snapshots) : "",
                vault.Problem is { } damage ? $"Not all of it can be read: {damage}" : "",
                vault.IsConnected || vault.Snapshots == 0 ? "" : Move,
            }.Where(words => words.Length > 0)
        );

    private static string Connect(AttachedVault vault) =>
        vault.IsConnected ? $"assets-backup sites add {vault.SiteUrl} --email …" : Move;

    private const string Move =
        "No newer storage has these backups. To read them, bring all to one place: assets-backup vault move";
}
