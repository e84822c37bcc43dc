using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <summary>Reads every byte of a snapshot back and compares it with its id (product I3).</summary>
internal sealed class VerifyRun(AppDatabase database, TenantVaults vaults, TimeProvider clock)
    : IRunBody
{
    private const int NamedAtMost = 20;

    public RunKind Kind => RunKind.Verify;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        var snapshot = await database.Snapshots.SingleAsync(
            row => row.TenantId == run.TenantId && row.Id == run.SnapshotId,
            cancellationToken
        );
        await run.ReportAsync("Reading the backup back", 0, null, cancellationToken);
        VerifyReport report;
        using (var opened = await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken))
            report = await opened.Vault.VerifyAsync(
                VerifyScope.One(RootKind.Snapshot, snapshot.Id),
                readData: true,
                new Shown(run),
                cancellationToken
            );
        if (!report.IsSound)
            return await TellAsync(run, report, cancellationToken);
        run.Lease.EnsureHeld();
        snapshot.VerifiedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        return RunOutcome.Succeeded(
            $"{Words.Count(report.EntriesChecked, "item")} in {Words.Count(report.PacksRead, "pack")} were read back and are right."
        );
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

    // The run's row takes the newest figure; one that comes too late for it is left out.
    private sealed class Shown(RunContext run) : IProgress<VerifyProgress>
    {
        private Task last = Task.CompletedTask;

        public void Report(VerifyProgress value)
        {
            if (last.IsCompleted)
                last = run.ReportAsync(
                    "Reading the backup back",
                    value.PacksRead,
                    value.PacksToRead,
                    CancellationToken.None
                );
        }
    }
}
