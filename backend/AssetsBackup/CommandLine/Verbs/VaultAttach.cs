using System.CommandLine;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault attach</c>: makes vaults known to a database that lost them.</summary>
internal static class VaultAttach
{
    public static Command Create()
    {
        var verb = new Command(
            "attach",
            "Make known again every vault of which this data folder has the key and the files, after the database was lost"
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
                if (!invocation.IsAlone)
                    throw VaultProblems.NotAlone();
                var attached = await invocation
                    .Services.GetRequiredService<AttachVaults>()
                    .AttachAsync(cancellationToken);
                invocation.Print.Table(
                    new { items = attached },
                    ["Site", "Storage", "Schemas", "Backups", "Next"],
                    attached.Select(Row)
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    private static string[] Row(AttachedVault vault) =>
        [
            vault.SiteUrl ?? $"unknown ({vault.TenantId:N})",
            vault.Storage,
            vault.Schemas.ToString("N0"),
            vault.Snapshots.ToString("N0"),
            vault.WhyNot is { } reason
                ? $"Not attached: {reason}"
                : $"assets-backup sites add {vault.SiteUrl} --email …",
        ];
}
