using AssetsBackup.Features.Audit;
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
    LostBackups lost,
    LostParts lostParts,
    UnlistedBackups unlisted,
    AuditVerification audit,
    TimeProvider clock
) : IRunBody
{
    public const string Step = "Reading back";

    public RunKind Kind => RunKind.Verify;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync(Step, 0, null, cancellationToken);
        var (scope, readData) = ScopeOf(run);
        var place = run.SnapshotId is { } wanted
            ? await vaults.PlaceOfSnapshotAsync(run.TenantId, wanted, cancellationToken)
            : await vaults.PlaceAsync(run.TenantId, cancellationToken);
        var store = vaults.StoreOf(place);
        using var tenantKeys = await keys.OpenAsync(run.TenantId, cancellationToken);
        if (
            scope.Kind is null
            && await HasNoBackupAsync(place, store, tenantKeys, cancellationToken)
        )
            return RunOutcome.Succeeded("There is no backup yet.");
        await EnsureOwnAsync(store, tenantKeys, cancellationToken);
        // Before it is read: what comes back meanwhile was read by nobody.
        run.Lease.EnsureHeld();
        await lost.WelcomeBackAsync(place, store, tenantKeys, cancellationToken);
        await lostParts.WelcomeBackAsync(place, store, tenantKeys, cancellationToken);
        var listed = await unlisted.ListAsync(place, store, tenantKeys, cancellationToken);
        if (listed.Items.Count > 0)
            await run.LogAsync(
                RunLogLevel.Warning,
                UnlistedBackups.InWords(listed.Items.Count),
                cancellationToken
            );
        if (listed.Problem is { } unreadable)
            await run.LogAsync(
                RunLogLevel.Warning,
                $"A backup that no list shows could not be listed: {unreadable}",
                cancellationToken
            );
        var missed = await MissedAsync(place, store, tenantKeys, cancellationToken);
        var atRest = (await AtRestAsync(place, cancellationToken))
            .Except([.. missed.Gone, .. missed.Cut])
            .ToHashSet();
        VerifyReport report;
        await using (var shown = new ShownVerification(run))
            report = await TenantVault.VerifyAsync(
                store,
                tenantKeys,
                scope,
                readData,
                shown,
                cancellationToken
            );
        missed = await MissedAsync(place, store, tenantKeys, cancellationToken);
        IReadOnlyList<Guid> gone = scope.Kind is null ? missed.Gone : [];
        IReadOnlyList<Guid> cut =
        [
            .. missed.Cut.Where(id => scope.Kind is null || id == run.SnapshotId),
        ];
        // Everything is missing: that is told by its own name, not by that of each file.
        if (
            (!report.IsSound || gone.Count > 0)
            && !await store.ListAsync("", cancellationToken).AnyAsync(cancellationToken)
        )
            throw new VaultMissingException();
        run.Lease.EnsureHeld();
        await RecordAsync(
            place,
            run.SnapshotId,
            [.. gone, .. cut, .. report.SnapshotsHit()],
            readData && scope.Number is null
                ? atRest.Except(report.SnapshotsTooNew()).ToHashSet()
                : new HashSet<Guid>(),
            cancellationToken
        );
        // Marked, then condemned: the marks keep the next backup from building on what is damaged, and what is condemned
        // already is not marked again.
        if (await TenantVault.IsNewDamageAsync(store, tenantKeys, report, cancellationToken))
            await MarkAnewAsync(place, report, cancellationToken);
        // Told, then condemned: a storage that may not be written to must not keep it from being told.
        var outcome =
            !report.IsSound || gone.Count > 0 || cut.Count > 0
                ? await TellAsync(
                    run,
                    report,
                    gone,
                    cut,
                    isWhole: readData && scope.Number is null,
                    cancellationToken
                )
                : RunOutcome.Succeeded(VerifyWords.Sound(scope, readData, report.BytesRead));
        await TenantVault.DistrustAsync(
            new FencedBlobStore(store, run.Lease),
            tenantKeys,
            clock,
            report,
            cancellationToken
        );
        return run.SnapshotId is null
            ? await WithAuditLogAsync(run, outcome, cancellationToken)
            : outcome;
    }

    /// <summary>Whoever looks after the vault learns of a log that was tampered with.</summary>
    private async Task<RunOutcome> WithAuditLogAsync(
        RunContext run,
        RunOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        var verdict = await audit.RunAsync(run.TenantId, cancellationToken);
        if (verdict.NotCompared is { } why)
            await run.LogAsync(
                RunLogLevel.Warning,
                $"The audit log was not held against what backups keep of it: {why}.",
                cancellationToken
            );
        if (verdict.Finding is not { } finding)
            return outcome;
        await run.LogAsync(RunLogLevel.Error, $"Audit log: {finding}", cancellationToken);
        return outcome.State.IsGood()
            ? RunOutcome.Failed(
                "audit-log-tampered",
                $"What was read back is sound, but the audit log is not as it was written. {finding}"
            )
            : outcome;
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

    /// <summary>Of a storage that is away, or somebody else's, nothing is damaged: it is told by its own name.</summary>
    private static async Task EnsureOwnAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await new VaultGlance(store, tenantKeys).OpensAsync(cancellationToken);
        }
        catch (VaultFormatTooNewException)
        {
            // One of the findings.
        }
    }

    private async Task<(IReadOnlyList<Guid> Gone, IReadOnlyList<Guid> Cut)> MissedAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys tenantKeys,
        CancellationToken cancellationToken
    ) =>
        (
            await lost.FindAsync(place, store, tenantKeys, cancellationToken),
            await lostParts.FindAsync(place, store, tenantKeys, cancellationToken)
        );

    private async Task<bool> HasNoBackupAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys tenantKeys,
        CancellationToken cancellationToken
    ) =>
        !await database.Snapshots.AnyAsync(
            row => row.TenantId == place.TenantId && row.StoragePlaceId == place.Id,
            cancellationToken
        )
        && (
            await new VaultGlance(store, tenantKeys).ListAsync(RootKind.Snapshot, cancellationToken)
        ).Count == 0;

    /// <summary>Backups to which no run adds anything: what one stores while others are read is read by nobody.</summary>
    private Task<List<Guid>> AtRestAsync(StoragePlace place, CancellationToken cancellationToken) =>
        database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.GivenUpAt == null
                && !database.Runs.Any(run =>
                    run.TenantId == place.TenantId
                    && run.Id == row.Id
                    && RunStates.Active.Contains(run.State)
                )
            )
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);

    /// <summary>Marks the backups that were hit; the others, one or all of the place, are verified if they were read whole.</summary>
    private async Task RecordAsync(
        StoragePlace place,
        Guid? snapshotId,
        HashSet<Guid> hit,
        IReadOnlySet<Guid> readWhole,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var seen = await database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.GivenUpAt == null
                && (snapshotId == null || row.Id == snapshotId)
            )
            .ToListAsync(cancellationToken);
        foreach (var snapshot in seen)
            if (hit.Contains(snapshot.Id))
                snapshot.DamagedAt ??= now;
            else if (readWhole.Contains(snapshot.Id))
                (snapshot.VerifiedAt, snapshot.DamagedAt) = (now, null);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>New damage: no backup that is there already is built on. Damage that was known keeps its day.</summary>
    private Task MarkAnewAsync(
        StoragePlace place,
        VerifyReport report,
        CancellationToken cancellationToken
    )
    {
        var hit = report.SnapshotsHit();
        return database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && hit.Contains(row.Id)
            )
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.DamagedAt, clock.GetUtcNow()),
                cancellationToken
            );
    }

    private async Task<RunOutcome> TellAsync(
        RunContext run,
        VerifyReport report,
        IReadOnlyList<Guid> gone,
        IReadOnlyList<Guid> cut,
        bool isWhole,
        CancellationToken cancellationToken
    )
    {
        var names = await BackupNames.ReadAsync(
            database,
            run.TenantId,
            [.. gone, .. cut, .. VerifyWords.BackupsNamedIn(report)],
            cancellationToken
        );
        foreach (var line in VerifyWords.OfRecords(gone, cut, names))
            await run.LogAsync(RunLogLevel.Error, line, cancellationToken);
        foreach (var finding in report.Findings)
            await run.LogAsync(
                RunLogLevel.Error,
                VerifyWords.Of(finding, names),
                cancellationToken
            );
        return RunOutcome.Failed(
            "snapshot-damaged",
            VerifyWords.Damaged(report, gone, cut, isWhole)
        );
    }
}
