using AssetsBackup.Atlassian;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Backs one schema up (docs/architecture.md, "a backup step by step"): first what a restore needs first, which is a backup
/// already, then its next revision with what hangs on objects.
/// </summary>
internal sealed class BackupRun(
    AppDatabase database,
    RunCalls calls,
    TenantVaults vaults,
    RaiseAlarm raise,
    IOptions<CaptureOptions> options,
    TimeProvider clock
) : IRunBody
{
    // One for each revision that another process may have committed meanwhile.
    private const int MostTries = 3;

    // Of one that goes on it is not known how much is left: as much that it does not stop again at once.
    private const long NeededToGoOn = 64_000_000;

    public RunKind Kind => RunKind.Backup;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        var schema = await database.Schemas.SingleAsync(
            candidate => candidate.TenantId == run.TenantId && candidate.Id == run.SchemaId,
            cancellationToken
        );
        var connection = await database
            .Connections.AsNoTracking()
            .SingleAsync(
                row => row.TenantId == schema.TenantId && row.Id == schema.ConnectionId,
                cancellationToken
            );
        var site = calls.Open(connection);
        if (schema.WorkspaceId != site.WorkspaceId)
        {
            return RunOutcome.Failed(
                "schema-gone",
                "The schema is in the workspace that the site had before. Sync the schemas, and back up the one that the site has now."
            );
        }
        await vaults.EnsureRoomAsync(
            run.TenantId,
            await NeededAsync(run, schema, cancellationToken),
            cancellationToken
        );
        using var opened = await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken);
        var backup = new Backup(run, schema, site, opened);
        if (
            opened.Vault.UnreadableIndexes is > 0 and var unreadable
            && run.Checkpoint<CaptureCheckpoint>() is null
        )
            await run.LogAsync(
                RunLogLevel.Warning,
                $"{Words.Count(unreadable, "index file")} of the backups' storage cannot be read: what was stored before may be stored once more. Bring it back with: assets-backup vault repair",
                cancellationToken
            );
        for (var tries = 1; ; tries++)
        {
            try
            {
                var outcome = await ExecuteAsync(backup, cancellationToken);
                if (outcome.State.IsGood())
                    await run.KeepTokenWorksAsync(
                        connection,
                        clock.GetUtcNow(),
                        CancellationToken.None
                    );
                return outcome;
            }
            catch (RootExistsException) when (tries < MostTries)
            {
                // A process that had the lease before committed it after all: this one goes on from there.
            }
            catch (AtlassianException exception)
            {
                return await calls.EndAsync(run, connection, exception, cancellationToken);
            }
        }
    }

    private async Task<RunOutcome> ExecuteAsync(Backup backup, CancellationToken cancellationToken)
    {
        var run = backup.Run;
        var finished = new FinishedCapture(
            database,
            backup,
            new MassDeletion(database, options.Value, clock),
            raise
        );
        var snapshot =
            await FindAsync(backup, cancellationToken)
            ?? await CaptureAsync<RootRecord?>(
                backup,
                new ObjectsRevision(database, calls, options.Value, clock).CaptureAsync,
                () => run.ForgetCheckpointAsync(cancellationToken),
                "everything is read",
                cancellationToken
            );
        if (snapshot is null)
        {
            return RunOutcome.Failed(
                "schema-empty",
                "The schema is empty: there is nothing to back up."
            );
        }
        // It is committed: a stop that comes now must not leave it untold.
        var outcome = await finished.RecordAsync(snapshot, CancellationToken.None);
        if (SnapshotFacts.Read(snapshot.Facts).State != SnapshotState.ObjectsOnly)
            return outcome;
        if (run.Lane != RunLane.Parts)
            return RunOutcome.GoesOnIn(RunLane.Parts);
        snapshot = await CaptureAsync(
            backup,
            new PartsRevision(database, calls, clock).CaptureAsync,
            () =>
                run.SaveCheckpointAsync(
                    run.Checkpoint<CaptureCheckpoint>()!.AtParts(anew: true),
                    cancellationToken
                ),
            "comments, history and attachments are read for all objects",
            cancellationToken
        );
        return await finished.RecordAsync(snapshot, CancellationToken.None);
    }

    private async Task<long> NeededAsync(
        RunContext run,
        Schema schema,
        CancellationToken cancellationToken
    )
    {
        var needed = await SpaceNeeded.OfAsync(database, schema, cancellationToken);
        return run.Checkpoint<CaptureCheckpoint>() is null
            ? needed
            : Math.Min(needed, NeededToGoOn);
    }

    /// <summary>What this run has committed already; null before the objects are, or where they are lost again.</summary>
    private static async Task<RootRecord?> FindAsync(
        Backup backup,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await backup.OpenAsync(cancellationToken)).Record;
        }
        catch (RootNotFoundException)
        {
            // A checkpoint of the parts says nothing of how to read the objects again.
            if (backup.Run.Checkpoint<CaptureCheckpoint>() is { ObjectsCommitted: true })
                await backup.Run.ForgetCheckpointAsync(cancellationToken);
            return null;
        }
    }

    /// <summary>Once as it was begun; and where what it builds on is damaged or gone, once more without.</summary>
    private async Task<T> CaptureAsync<T>(
        Backup backup,
        Func<Backup, bool, CancellationToken, Task<T>> capture,
        Func<Task> forget,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        var run = backup.Run;
        backup.BuiltOn = null;
        try
        {
            return await capture(backup, true, cancellationToken);
        }
        catch (VaultException e)
            when (e
                    is VaultDamagedException
                        or RecordNotFoundException
                        or RootNotFoundException
                        or CheckpointNotFoundException
            )
        {
            // A storage that is away damaged nothing: opening it again says so, and the run keeps what it has.
            using (await vaults.OpenAsync(run.TenantId, run.Lease, cancellationToken)) { }
            if (!IsOwnProgress(e))
                await MarkBaseAsync(backup, cancellationToken);
            await run.LogAsync(
                RunLogLevel.Warning,
                $"What this backup builds on, or what it had stored before it was interrupted, is damaged or gone: {consequence}.",
                cancellationToken
            );
            await forget();
            return await capture(backup, false, cancellationToken);
        }
    }

    /// <summary>What the run had staged itself says nothing of what it builds on.</summary>
    private static bool IsOwnProgress(VaultException failure) =>
        failure is CheckpointNotFoundException
        || (
            failure is VaultDamagedException damaged
            && (damaged.IsOfStaged || BlobSubject.Of(damaged.Blob).Role == BlobRole.Progress)
        );

    /// <summary>
    /// Whoever goes on after a crash must not build on it again. A run that built on none marks none; and where a part of it was
    /// taken over from a run before, that may be what is damaged.
    /// </summary>
    private Task MarkBaseAsync(Backup backup, CancellationToken cancellationToken) =>
        backup.Run.Checkpoint<CaptureCheckpoint>() is { HasTakenOver: true }
            ? Task.CompletedTask
            : backup.Run.SaveAsync(
                (saved, run) =>
                    saved
                        .Snapshots.Where(row =>
                            row.TenantId == run.TenantId
                            && row.Id == backup.BuiltOn
                            && row.DamagedAt == null
                        )
                        .ExecuteUpdateAsync(
                            row => row.SetProperty(one => one.DamagedAt, clock.GetUtcNow()),
                            cancellationToken
                        ),
                cancellationToken
            );
}
