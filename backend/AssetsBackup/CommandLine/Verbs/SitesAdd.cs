using System.CommandLine;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites add</c>: the whole set-up of a site from the terminal: credentials, storage, first sync.</summary>
internal static class SitesAdd
{
    private static readonly Argument<string> Address = new("site")
    {
        Description = "https address of the site",
    };
    private static readonly Option<string> Email = new("--email")
    {
        Description = "E-mail of the account that reads Assets",
        Required = true,
    };
    private static readonly Option<DateOnly?> Expires = TokenExpiryInput.Option();
    private static readonly Option<string?> Workspace = new("--workspace")
    {
        Description = "Workspace ID; looked up when left out",
    };
    private static readonly Option<string?> Region = new("--region")
    {
        Description =
            "Region of managed storage; when left out what was chosen before, else the only one",
    };
    private static readonly Option<bool> Database = new("--database")
    {
        Description =
            $"Store backups in a database of your own; its connection string comes from {DatabaseInput.Variable}, or from standard input after the API token",
    };
    private static readonly Option<string?> Authorities = DatabaseInput.Authorities();

    public static Command Create()
    {
        var verb = new Command(
            "add",
            $"Add a site; the API token comes from standard input or {ApiTokenInput.Variable}"
        )
        {
            Address,
            Email,
            Expires,
            Workspace,
            Region,
            Database,
            Authorities,
        };
        verb.Validators.Add(verb =>
        {
            if (verb.GetValue(Region) is not null && verb.GetValue(Database))
                verb.AddError("Give one of --region and --database");
            else if (verb.GetValue(Authorities) is not null && !verb.GetValue(Database))
                verb.AddError("--authorities goes with --database");
        });
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenOrCreateAsync(parsed, cancellationToken);
        var address = Sites.AddressOf(parsed.GetRequiredValue(Address));
        var site = await FindOrAddAsync(invocation, address, cancellationToken);
        invocation.ActFor(site);
        var token = await ApiTokenInput.ReadAsync(invocation.Print, cancellationToken);
        var email = parsed.GetRequiredValue(Email);
        var workspace =
            parsed.GetValue(Workspace)
            ?? (
                await invocation.SendAsync(new FindWorkspace(email, token, null), cancellationToken)
            ).WorkspaceId;
        var report = await SaveAsync(
            invocation,
            new SaveCredentials(workspace, email, token, parsed.GetValue(Expires)),
            cancellationToken
        );
        await ChooseStorageAsync(invocation, parsed, cancellationToken);
        var sync = await invocation.SendAsync(new StartSync(), cancellationToken);
        var run = await invocation.FollowAsync(sync.RunId, cancellationToken);
        if (run.State != RunState.Succeeded)
            return RunEnd.Print(invocation.Print, run);
        invocation.Print.Table(
            new
            {
                site = address,
                report,
                sync = run,
            },
            ["Check", "Outcome", ""],
            report.Checks.Select(check =>
                new[] { check.Check, check.Outcome.ToString(), check.Message }
            )
        );
        return (int)ExitCode.Done;
    }

    /// <summary>A new site is stored together with its credentials, once these are proved, and not before.</summary>
    private static async Task<KnownSite> FindOrAddAsync(
        Invocation invocation,
        string address,
        CancellationToken cancellationToken
    )
    {
        var database = invocation.Services.GetRequiredService<AppDatabase>();
        var known = await Sites.ListAsync(database, cancellationToken);
        if (known.FirstOrDefault(site => site.SiteUrl == address) is { } found)
            return found;
        var now = invocation.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var tenant = new Tenant
        {
            Id = invocation.Services.GetRequiredService<IdSource>().Next(),
            CreatedAt = now,
        };
        database.Tenants.Add(tenant);
        database.Identities.Add(
            new Identity
            {
                TenantId = tenant.Id,
                Kind = IdentityKind.Site,
                Value = address,
                Since = now,
            }
        );
        return new KnownSite(tenant.Id, address, "Operator", IsSetUp: false);
    }

    /// <summary>A customer has keys before anything of it is stored, and none when nothing is.</summary>
    private static async Task<CredentialReport> SaveAsync(
        Invocation invocation,
        SaveCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        var keys = invocation.Services.GetRequiredService<KeyStore>();
        var tenantId = invocation.Caller.TenantId;
        var isNew = !await keys.ExistsAsync(tenantId, cancellationToken);
        if (isNew)
            (await keys.CreateAsync(tenantId, cancellationToken)).Dispose();
        try
        {
            return await invocation.SendAsync(credentials, cancellationToken);
        }
        catch when (isNew)
        {
            await keys.DestroyAsync(tenantId, CancellationToken.None);
            throw;
        }
    }

    private static async Task ChooseStorageAsync(
        Invocation invocation,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(Database))
        {
            var (text, authorities) = await DatabaseInput.ReadAsync(
                invocation.Print,
                parsed.GetValue(Authorities),
                cancellationToken
            );
            await invocation.SendAsync(new SaveOwnDatabase(text, authorities), cancellationToken);
            return;
        }
        var region = parsed.GetValue(Region);
        var chosen = await invocation.SendAsync(new GetConnection(), cancellationToken);
        // Only the token is given anew.
        if (region is null && chosen.Storage is not null)
            return;
        region ??= await OnlyRegionAsync(invocation, cancellationToken);
        await invocation.SendAsync(new SaveStorage(region), cancellationToken);
    }

    private static async Task<string> OnlyRegionAsync(
        Invocation invocation,
        CancellationToken cancellationToken
    )
    {
        var offered = (
            await invocation.SendAsync(new ListStorageOptions(), cancellationToken)
        ).Items;
        return offered.Count == 1
            ? offered[0].Region
            : throw new ProblemException(
                new Problem(
                    "region-missing",
                    StatusCodes.Status400BadRequest,
                    "There is more than one region",
                    $"Choose with --region: {string.Join(", ", offered.Select(option => option.Region))}"
                )
            );
    }
}
