using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary>
/// <c>vault repair</c>: restores what can be worked out from the rest of a vault, then names what cannot and keeps prune refused,
/// or gives it up.
/// </summary>
internal static class VaultRepair
{
    private static readonly Option<bool> DiscardDamaged = new("--discard-damaged")
    {
        Description =
            "Then delete for good what nothing restores and keeps prune refused. Call it without this first: it names each such file with what is lost with it. Damaged data stays: the next backup heals what it can",
    };

    public static Command Create()
    {
        var verb = new Command(
            "repair",
            "Restore what can be worked out from the rest of the vault: its first file, and the index from the packs; then name what cannot and keeps prune refused"
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
                var names = await BackupNames.ReadAsync(
                    invocation.Services.GetRequiredService<AppDatabase>(),
                    invocation.Caller.TenantId,
                    report.Lost.Named(),
                    cancellationToken
                );
                invocation.Print.Answer(
                    report,
                    console => console.Profile.Out.Writer.WriteLine(InWords(report, names))
                );
                return (int)(
                    report.Repair.DamagedPacks.Count == 0
                    && (report.IsGivenUp || report.Lost.IsNothing)
                        ? ExitCode.Done
                        : ExitCode.RunPartial
                );
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
        var backups = invocation.Services.GetRequiredService<LostBackups>();
        var parts = invocation.Services.GetRequiredService<LostParts>();
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
        // What follows may be refused, as by a file of a newer version: what was done is told all the same.
        invocation.Print.Progress.WriteLine(InWords(report));
        var lost = discards
            ? new Lost(
                await TenantVault.DiscardDamagedAsync(store, keys, cancellationToken),
                await backups.GiveUpAsync(place, store, keys, cancellationToken),
                await parts.GiveUpAsync(place, store, keys, cancellationToken)
            )
            : new Lost(
                await TenantVault.FindLostAsync(store, keys, cancellationToken),
                await backups.FindAsync(place, store, keys, cancellationToken),
                await parts.FindAsync(place, store, keys, cancellationToken)
            );
        if (discards && !lost.IsNothing)
            await TellAsync(invocation, lost, cancellationToken);
        return new Repaired(report, discards, lost);
    }

    private static async Task TellAsync(
        Invocation invocation,
        Lost lost,
        CancellationToken cancellationToken
    )
    {
        var database = invocation.Services.GetRequiredService<AppDatabase>();
        database.Audit(
            invocation.Caller,
            AuditAction.DamageGivenUp,
            AuditSubject.Storage,
            AuditValue.Of("Damaged files", lost.Files.Count.ToString()),
            AuditValue.Of(
                "Backups",
                string.Join(", ", lost.Backups.Concat(lost.ObjectsOnly).Select(Words.ShortId))
            )
        );
        await database.SaveChangesAsync(cancellationToken);
    }

    private static string InWords(RepairReport report) =>
        $"{Words.Count(report.PacksIndexed, "pack")} indexed again, {Words.Count(report.BlobsRemoved, "damaged file")} removed"
        + (report.VaultBlobRestored ? ", the vault's first file written anew." : ".");

    private static string InWords(Repaired report, BackupNames names)
    {
        var words =
            report.Repair.DamagedPacks.Count > 0
                ? $"{report.Repair.DamagedPacks.Count:N0} packs cannot be read; assets-backup verify says what is hit."
                : "Damaged data is not looked for here. Check with: assets-backup verify";
        if (report.Lost.IsNothing)
            return words;
        var lines = string.Concat(LinesOf(report, names).Select(line => $"\n  {line}"));
        return report.IsGivenUp
            ? $"{words}\nGiven up:{lines}"
            : $"{words}\nNothing in the storage restores these, and nothing is pruned while it is so:{lines}\nBring back from a copy what can be.{NextBackup(report.Lost)} Give up the rest with: assets-backup vault repair --discard-damaged";
    }

    // Lists are stored anew with what they list, once the damaged ones are known to be.
    private static string NextBackup(Lost lost) =>
        lost.Files.Any(file => file.IsReadable)
            ? " A new backup may store anew the lists that are lost: first assets-backup verify, then assets-backup backup of the schemas, then this once more."
            : "";

    private static IEnumerable<string> LinesOf(Repaired report, BackupNames names) =>
        report
            .Lost.Files.Select(file =>
                report.IsGivenUp ? VerifyWords.GivenUp(file, names) : VerifyWords.Of(file, names)
            )
            .Concat(VerifyWords.OfRecords(report.Lost.Backups, report.Lost.ObjectsOnly, names));

    /// <summary>The answer as <c>--json</c> prints it.</summary>
    /// <param name="Repair">What was restored, and the packs that could not be.</param>
    /// <param name="IsGivenUp">Whether what is lost was deleted; otherwise it only can be.</param>
    /// <param name="Lost">What nothing restores.</param>
    private sealed record Repaired(RepairReport Repair, bool IsGivenUp, Lost Lost);

    /// <param name="Files">Files that are damaged.</param>
    /// <param name="Backups">Backups of which the storage has no record.</param>
    /// <param name="ObjectsOnly">Backups of which it has the first record only.</param>
    private sealed record Lost(
        IReadOnlyList<LostBlob> Files,
        IReadOnlyList<Guid> Backups,
        IReadOnlyList<Guid> ObjectsOnly
    )
    {
        internal IEnumerable<Guid> Named() =>
            Backups
                .Concat(ObjectsOnly)
                .Concat(Files.Select(file => file.Subject.Root).OfType<Guid>());

        internal bool IsNothing => Files.Count + Backups.Count + ObjectsOnly.Count == 0;
    }
}
