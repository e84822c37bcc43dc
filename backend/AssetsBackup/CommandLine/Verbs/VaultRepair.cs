using System.CommandLine;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault repair</c>: restores what can be worked out from the rest of a vault.</summary>
internal static class VaultRepair
{
    private static readonly Option<bool> DiscardDamaged = new("--discard-damaged")
    {
        Description =
            "Delete for good what keeps prune refused and nothing restores: the records of backups and plans that are damaged, or of which a page of their lists is lost, with all that could still be read of them; damaged pins and descriptions; the progress of interrupted runs that lost a part. Other damaged files stay: the next backup heals what it can",
    };

    public static Command Create()
    {
        var verb = new Command(
            "repair",
            "Restore what can be worked out from the rest of the vault: its first file, and the index from the packs"
        );
        verb.Add(DiscardDamaged);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                invocation.EnsureAlone();
                var report = await RepairAsync(
                    invocation,
                    parsed.GetValue(DiscardDamaged),
                    cancellationToken
                );
                invocation.Print.Answer(
                    report,
                    console => console.Profile.Out.Writer.WriteLine(InWords(report))
                );
                return (int)(report.DamagedPacks.Count == 0 ? ExitCode.Done : ExitCode.RunPartial);
            }
        );
        return verb;
    }

    private static async Task<Repaired> RepairAsync(
        Invocation invocation,
        bool discards,
        CancellationToken cancellationToken
    )
    {
        var tenantId = invocation.Caller.TenantId;
        var vaults = invocation.Services.GetRequiredService<TenantVaults>();
        var place = await vaults.PlaceAsync(tenantId, cancellationToken);
        using var keys = await invocation
            .Services.GetRequiredService<KeyStore>()
            .OpenAsync(tenantId, cancellationToken);
        var store = vaults.StoreOf(place);
        var report = await TenantVault.RepairAsync(
            store,
            keys,
            invocation.Services.GetRequiredService<TimeProvider>(),
            cancellationToken
        );
        var discarded = discards
            ? await TenantVault.DiscardDamagedAsync(store, keys, cancellationToken)
            : [];
        return new Repaired(
            report.PacksIndexed,
            report.BlobsRemoved,
            report.VaultBlobRestored,
            report.DamagedPacks,
            discarded,
            discards
                ? await invocation
                    .Services.GetRequiredService<LostBackups>()
                    .GiveUpAsync(place, store, keys, cancellationToken)
                : [],
            discards
                ? await invocation
                    .Services.GetRequiredService<LostParts>()
                    .GiveUpAsync(place, store, keys, cancellationToken)
                : []
        );
    }

    private static string InWords(Repaired report) =>
        $"{report.PacksIndexed:N0} packs indexed again, {report.BlobsRemoved:N0} damaged files removed"
        + (report.VaultBlobRestored ? ", the vault's first file written anew" : "")
        + string.Concat(report.Discarded.Select(name => $", {name} given up"))
        + string.Concat(report.Backups.Select(id => $", backup {id:D} given up"))
        + string.Concat(report.ObjectsOnly.Select(id => $", backup {id:D} has its objects only"))
        + (
            report.DamagedPacks.Count == 0
                ? ". Check with: assets-backup verify"
                : $". {report.DamagedPacks.Count:N0} packs cannot be read; assets-backup verify says what is hit."
        );

    /// <summary>The answer as <c>--json</c> prints it: the fields of RepairReport, and what was given up.</summary>
    private sealed record Repaired(
        int PacksIndexed,
        int BlobsRemoved,
        bool VaultBlobRestored,
        IReadOnlyList<string> DamagedPacks,
        IReadOnlyList<string> Discarded,
        IReadOnlyList<Guid> Backups,
        IReadOnlyList<Guid> ObjectsOnly
    );
}
