using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Prunes a tenant's vault in two phases (docs/vault-format.md, "Pruning"); backups and restores may go on.</summary>
internal sealed class PruneRun(AppDatabase database, TenantVaults vaults, TimeProvider clock)
    : IRunBody
{
    // What a stopped backup has read speeds the next one up; after a week it is too old to be worth its storage.
    private static readonly TimeSpan UnfinishedKept = TimeSpan.FromDays(7);

    public RunKind Kind => RunKind.Prune;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Looking for what is not needed", 0, null, cancellationToken);
        using var opened = await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken);
        var dropped = await DropUnfinishedAsync(run, opened.Vault, cancellationToken);
        try
        {
            var report = await opened.Vault.PruneAsync(PruneMargins.Default, cancellationToken);
            return RunOutcome.Succeeded(InWords(report, dropped));
        }
        catch (PruneRefusedException refused)
        {
            await run.LogAsync(RunLogLevel.Error, refused.Message, cancellationToken);
            return RunOutcome.Failed(
                "vault-not-readable",
                "Nothing was deleted: not everything that says what is needed could be read. Verify the vault; the run's log names the file."
            );
        }
    }

    /// <summary>Gives up what runs left that ended long ago, or that this database does not know.</summary>
    private async Task<int> DropUnfinishedAsync(
        RunContext run,
        TenantVault vault,
        CancellationToken cancellationToken
    )
    {
        var edge = clock.GetUtcNow() - UnfinishedKept;
        var dropped = 0;
        foreach (var unfinished in await vault.ListUnfinishedAsync(cancellationToken))
        {
            var isNeeded = await database.Runs.AnyAsync(
                row =>
                    row.TenantId == run.TenantId
                    && row.Id == unfinished.Id
                    && (row.FinishedAt == null || row.FinishedAt > edge),
                cancellationToken
            );
            if (isNeeded)
                continue;
            await vault.DropUnfinishedAsync(unfinished, cancellationToken);
            dropped++;
        }
        return dropped;
    }

    private static string InWords(PruneReport report, int dropped)
    {
        var words = new List<string>();
        if (report.PacksDeleted > 0)
            words.Add(
                $"{Words.Count(report.PacksDeleted, "pack")} of {report.BytesDeleted:N0} bytes deleted."
            );
        if (report.PacksCondemned > 0)
            words.Add(
                $"{Words.Count(report.PacksCondemned, "pack")} of {report.BytesCondemned:N0} bytes will be deleted by a later pruning, {PruneMargins.Default.Condemned.TotalHours:N0} hours from now at the earliest."
            );
        if (dropped > 0)
            words.Add($"{Words.Count(dropped, "unfinished backup")} given up.");
        return words.Count == 0 ? "Nothing to free." : string.Join(' ', words);
    }
}
