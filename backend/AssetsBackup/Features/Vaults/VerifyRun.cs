using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>Reads a snapshot, or the vault, back and compares every record with its id.</summary>
internal sealed class VerifyRun(
    AppDatabase database,
    TenantVaults vaults,
    KeyStore keys,
    TimeProvider clock
) : IRunBody
{
    private const int NamedAtMost = 20;
    private const string Step = "Reading back";

    public RunKind Kind => RunKind.Verify;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync(Step, 0, null, cancellationToken);
        var (scope, readData) = ScopeOf(run);
        var place = run.SnapshotId is { } wanted
            ? await vaults.PlaceOfSnapshotAsync(run.TenantId, wanted, cancellationToken)
            : await vaults.PlaceAsync(run.TenantId, cancellationToken);
        if (scope.Kind is null && await HasNoBackupAsync(place, cancellationToken))
            return RunOutcome.Succeeded("There is no backup yet.");
        var store = vaults.StoreOf(place);
        VerifyReport report;
        using (var tenantKeys = await keys.OpenAsync(run.TenantId, cancellationToken))
        await using (var shown = new Shown(run))
            report = await TenantVault.VerifyAsync(
                store,
                tenantKeys,
                scope,
                readData,
                shown,
                cancellationToken
            );
        // Everything is missing: that is told by its own name, not by that of each file.
        if (
            !report.IsSound
            && !await store.ListAsync("", cancellationToken).AnyAsync(cancellationToken)
        )
            throw new VaultMissingException();
        if (!report.IsSound)
            return await TellAsync(run, report, cancellationToken);
        run.Lease.EnsureHeld();
        if (run.SnapshotId is { } snapshotId)
            await RecordAsync(run.TenantId, snapshotId, cancellationToken);
        return RunOutcome.Succeeded(
            readData
                ? $"{Words.Count(report.EntriesChecked, "item")} in {Words.Count(report.PacksRead, "pack")} were read back and are right."
                : $"{Words.Count(report.EntriesChecked, "item")} checked: all of it is there. No data was read."
        );
    }

    /// <summary>One snapshot read whole, or as much of the vault as was asked for.</summary>
    private static (VerifyScope Scope, bool ReadData) ScopeOf(RunContext run)
    {
        if (run.SnapshotId is { } snapshotId)
            return (VerifyScope.One(RootKind.Snapshot, snapshotId), true);
        var asked = run.Arguments<StartVaultVerify>();
        return (
            asked.Slice is { } slice ? VerifyScope.Slice(slice, asked.Slices) : VerifyScope.All,
            asked.ReadData
        );
    }

    private async Task<bool> HasNoBackupAsync(
        StoragePlace place,
        CancellationToken cancellationToken
    ) =>
        !await database.Snapshots.AnyAsync(
            row => row.TenantId == place.TenantId && row.StoragePlaceId == place.Id,
            cancellationToken
        );

    private async Task RecordAsync(
        Guid tenantId,
        Guid snapshotId,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await database.Snapshots.SingleAsync(
            row => row.TenantId == tenantId && row.Id == snapshotId,
            cancellationToken
        );
        snapshot.VerifiedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
    }

    private static async Task<RunOutcome> TellAsync(
        RunContext run,
        VerifyReport report,
        CancellationToken cancellationToken
    )
    {
        foreach (var finding in report.Findings)
            await run.LogAsync(
                RunLogLevel.Error,
                $"{finding.Blob}: {finding.Problem}. {finding.Detail} {Words.Count(finding.AffectedCount, "item")} cannot be read{Named(finding)}.",
                cancellationToken
            );
        var lost = report.Findings.Sum(finding => finding.AffectedCount);
        return RunOutcome.Failed(
            "snapshot-damaged",
            $"{Words.Count(report.Findings.Count, "file")} of the backup's storage {(report.Findings.Count == 1 ? "is" : "are")} missing or damaged; {Words.Count(lost, "item")} of it cannot be read. Everything else can. The run's log names them."
        );
    }

    private static string Named(VerifyFinding finding)
    {
        var names = finding
            .Affected.Take(NamedAtMost)
            .Select(entry => entry.Key.Length > 0 ? entry.Key : $"{entry.Tree} {entry.Id}")
            .ToList();
        return names.Count == 0 ? ""
            : finding.AffectedCount > names.Count ? $": {string.Join(", ", names)} and others"
            : $": {string.Join(", ", names)}";
    }

    /// <summary>Shows the newest figure, one at a time; once it is disposed of, nothing more is written.</summary>
    private sealed class Shown(RunContext run) : IProgress<VerifyProgress>, IAsyncDisposable
    {
        private VerifyProgress? newest;
        private Task writing = Task.CompletedTask;

        public void Report(VerifyProgress value)
        {
            newest = value;
            if (writing.IsCompletedSuccessfully)
                writing = WriteAsync(value);
        }

        public async ValueTask DisposeAsync()
        {
            await writing;
            if (newest is { } last)
                await WriteAsync(last);
        }

        private Task WriteAsync(VerifyProgress value) =>
            run.ReportAsync(Step, value.PacksRead, value.PacksToRead, CancellationToken.None);
    }
}
