using System.CommandLine;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault repair</c>: restores what can be worked out from the rest of a vault.</summary>
internal static class VaultRepair
{
    public static Command Create()
    {
        var verb = new Command(
            "repair",
            "Restore what can be worked out from the rest of the vault: its first file, and the index from the packs"
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                invocation.EnsureAlone();
                var report = await RepairAsync(invocation, cancellationToken);
                invocation.Print.Answer(
                    report,
                    console => console.Profile.Out.Writer.WriteLine(InWords(report))
                );
                return (int)(report.DamagedPacks.Count == 0 ? ExitCode.Done : ExitCode.RunPartial);
            }
        );
        return verb;
    }

    private static async Task<RepairReport> RepairAsync(
        Invocation invocation,
        CancellationToken cancellationToken
    )
    {
        var tenantId = invocation.Caller.TenantId;
        var vaults = invocation.Services.GetRequiredService<TenantVaults>();
        var place = await vaults.PlaceAsync(tenantId, cancellationToken);
        using var keys = await invocation
            .Services.GetRequiredService<KeyStore>()
            .OpenAsync(tenantId, cancellationToken);
        return await TenantVault.RepairAsync(
            vaults.StoreOf(place),
            keys,
            invocation.Services.GetRequiredService<TimeProvider>(),
            cancellationToken
        );
    }

    private static string InWords(RepairReport report) =>
        $"{report.PacksIndexed:N0} packs indexed again, {report.BlobsRemoved:N0} damaged files removed"
        + (report.VaultBlobRestored ? ", the vault's first file written anew" : "")
        + (
            report.DamagedPacks.Count == 0
                ? ". Check with: assets-backup verify"
                : $". {report.DamagedPacks.Count:N0} packs cannot be read; assets-backup verify says what is hit."
        );
}
