using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <summary>Queues the backup of a schema, whoever wants it: one at a time.</summary>
internal sealed class BackupStart(RunQueue queue)
{
    /// <summary>
    /// Adds the run to the caller's unit of work, whose transaction has begun: what wants a backup of the same schema meanwhile sees it.
    /// </summary>
    /// <returns>Null where one is queued, running or paused already.</returns>
    public async Task<Run?> AddAsync(
        AppDatabase database,
        Schema schema,
        BackupArguments arguments,
        string requestedBy,
        CancellationToken cancellationToken
    )
    {
        if (await IsBusyAsync(database, schema, cancellationToken))
            return null;
        var run = queue.Add(
            database,
            new NewRun(schema.TenantId, schema.ConnectionId, RunKind.Backup, requestedBy)
            {
                SchemaId = schema.Id,
                Arguments = arguments,
                Told = arguments.InWords(),
            }
        );
        schema.LastBackupRunId = run.Id;
        return run;
    }

    private static Task<bool> IsBusyAsync(
        AppDatabase database,
        Schema schema,
        CancellationToken cancellationToken
    ) =>
        database.Runs.AnyAsync(
            run =>
                run.TenantId == schema.TenantId
                && run.SchemaId == schema.Id
                && run.Kind == RunKind.Backup
                && RunStates.Active.Contains(run.State),
            cancellationToken
        );
}
