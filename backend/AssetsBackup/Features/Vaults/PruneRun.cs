using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Prunes a tenant's vault in two phases (docs/vault-format.md, "Pruning"); backups and restores may go on.</summary>
internal sealed class PruneRun(
    AppDatabase database,
    TenantVaults vaults,
    KeyStore keys,
    LostBackups lost,
    LostParts lostParts,
    Expiry expiry,
    TimeProvider clock
) : IRunBody
{
    // What a stopped backup has read speeds the next one up; after a week it is too old to be worth its storage.
    private static readonly TimeSpan UnfinishedKept = TimeSpan.FromDays(7);

    public RunKind Kind => RunKind.Prune;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Looking for what is not needed", 0, null, cancellationToken);
        if (await IsSomethingLostAsync(run, cancellationToken))
            return RunOutcome.Failed(
                "backup-record-missing",
                "Nothing was deleted: a record of a backup that was made is missing from the storage or damaged, and what that backup needs would be deleted with the rest. Bring the file back from a copy; the run's log names the backup. If there is no copy, assets-backup vault repair says what giving it up costs."
            );
        var place = await vaults.PlaceAsync(run.TenantId, cancellationToken);
        using var opened = await vaults.OpenAsync(
            run.TenantId,
            run.Lease,
            cancellationToken,
            needsNoRoom: true
        );
        var expired = await expiry.RunAsync(run, place, opened.Vault, cancellationToken);
        var dropped = await DropUnfinishedAsync(run, opened.Vault, cancellationToken);
        try
        {
            var report = await opened.Vault.PruneAsync(PruneMargins.Default, cancellationToken);
            return RunOutcome.Succeeded(InWords(report, expired, dropped));
        }
        catch (PruneRefusedException refused)
        {
            await run.LogAsync(RunLogLevel.Error, refused.Message, cancellationToken);
            return RunOutcome.Failed(
                "vault-not-readable",
                "Nothing was deleted: not everything that says what is needed could be read. The run's log names the file; all of them, and what to do, are told by: assets-backup verify --structure"
            );
        }
    }

    /// <summary>The vault itself cannot know of a record that is not there: only the app's database does.</summary>
    private async Task<bool> IsSomethingLostAsync(
        RunContext run,
        CancellationToken cancellationToken
    )
    {
        var place = await vaults.PlaceAsync(run.TenantId, cancellationToken);
        var store = vaults.StoreOf(place);
        using var tenantKeys = await keys.OpenAsync(run.TenantId, cancellationToken);
        // A storage that is away is told as such when it is opened.
        if (!await new VaultGlance(store, tenantKeys).IsThereAsync(cancellationToken))
            return false;
        var gone = await lost.FindAsync(place, store, tenantKeys, cancellationToken);
        var cut = await lostParts.FindAsync(place, store, tenantKeys, cancellationToken);
        var names = await BackupNames.ReadAsync(
            database,
            run.TenantId,
            [.. gone, .. cut],
            cancellationToken
        );
        foreach (var line in VerifyWords.OfRecords(gone, cut, names))
            await run.LogAsync(RunLogLevel.Error, line, cancellationToken);
        return gone.Count + cut.Count > 0;
    }

    /// <summary>Gives up what runs left that ended long ago, or that this database does not know.</summary>
    private async Task<IReadOnlyList<RootKind>> DropUnfinishedAsync(
        RunContext run,
        TenantVault vault,
        CancellationToken cancellationToken
    )
    {
        var edge = clock.GetUtcNow() - UnfinishedKept;
        var dropped = new List<RootKind>();
        foreach (var unfinished in await vault.ListUnfinishedAsync(cancellationToken))
        {
            var isNeeded = await RunsOf(run.TenantId, unfinished)
                .AnyAsync(
                    row => row.FinishedAt == null || row.FinishedAt > edge,
                    cancellationToken
                );
            if (isNeeded)
                continue;
            await vault.DropUnfinishedAsync(unfinished, cancellationToken);
            dropped.Add(unfinished.Kind);
        }
        return dropped;
    }

    // A snapshot carries the id of its run, a plan an id of its own.
    private IQueryable<Run> RunsOf(Guid tenantId, UnfinishedRoot unfinished) =>
        unfinished.Kind == RootKind.Plan
            ? database.Runs.Where(row =>
                row.TenantId == tenantId && row.Kind == RunKind.Plan && row.PlanId == unfinished.Id
            )
            : database.Runs.Where(row => row.TenantId == tenantId && row.Id == unfinished.Id);

    private static string InWords(PruneReport report, int expired, IReadOnlyList<RootKind> dropped)
    {
        var words = new List<string>();
        if (expired > 0)
            words.Add(
                $"{Words.Count(expired, "expired backup")} {(expired == 1 ? "was" : "were")} deleted."
            );
        if (report.PacksDeleted > 0)
            words.Add($"{Words.Bytes(report.BytesDeleted)} that no backup needs were freed.");
        if (report.PacksRepacked > 0)
            words.Add(
                $"What is needed of {Words.Count(report.PacksRepacked, "small or half empty file")} was written together into new ones."
            );
        if (report.IndexesMerged > 0)
            words.Add(
                $"{Words.Count(report.IndexesMerged, "index file")} {(report.IndexesMerged == 1 ? "was" : "were")} written anew."
            );
        if (report.PacksCondemned > 0)
            words.Add(
                $"{Words.Bytes(report.BytesCondemned)} that no backup needs are set aside; the first pruning more than {PruneMargins.Default.Condemned.TotalHours:N0} hours from now frees them."
            );
        if (report.WaitingUntil is { } until)
            words.Add(
                $"{Words.Bytes(report.BytesWaiting)} that were set aside before are freed by the first pruning after {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
            );
        if (report.BytesKept > 0)
            words.Add(
                $"{Words.Bytes(report.BytesKept)} with pieces of large files stay: what is lost, as verify tells, may have listed them."
            );
        foreach (var kind in dropped.GroupBy(kind => kind).OrderBy(kind => kind.Key))
            words.Add(
                $"What {Words.Count(kind.Count(), UnfinishedOf(kind.Key))} left is not kept any longer."
            );
        return words.Count == 0 ? "Nothing to free." : string.Join(' ', words);
    }

    private static string UnfinishedOf(RootKind kind) =>
        kind == RootKind.Plan ? "unfinished plan" : "unfinished backup";
}
