using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Audit;

/// <summary>Tells of runs: who asked for each and how it ended.</summary>
internal sealed class AuditOfRun(AuditChain chain) : IEndsWithRun
{
    public static void Started(AppDatabase database, Run run, IReadOnlyList<AuditValue> told) =>
        database.Audit(NoteOf(run, StartOf(run.Kind), told));

    public async Task SettleAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    )
    {
        // A run that cannot be told of has to end all the same: it would begin anew for ever.
        if (!await chain.HasKeyAsync(run.TenantId, cancellationToken))
            return;
        var action = EndOf(run.Kind);
        AuditValue[] told =
        [
            AuditValue.Of("State", run.State.ToString()),
            AuditValue.Of("Result", run.Result),
            AuditValue.Of("Problem", run.ErrorMessage),
        ];
        database.Audit(NoteOf(run, action, told));
        if (run.Kind == RunKind.Restore)
            await RestoredElsewhere.TellAsync(
                database,
                chain,
                run,
                action,
                told[..1],
                cancellationToken
            );
    }

    public static AuditAction StartOf(RunKind kind) =>
        kind switch
        {
            RunKind.Sync => AuditAction.SyncStarted,
            RunKind.Backup => AuditAction.BackupStarted,
            RunKind.Verify => AuditAction.VerifyStarted,
            RunKind.Plan => AuditAction.PlanStarted,
            RunKind.Restore => AuditAction.RestoreStarted,
            RunKind.Prune => AuditAction.PruneStarted,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static AuditAction EndOf(RunKind kind) =>
        kind switch
        {
            RunKind.Sync => AuditAction.SyncEnded,
            RunKind.Backup => AuditAction.BackupEnded,
            RunKind.Verify => AuditAction.VerifyEnded,
            RunKind.Plan => AuditAction.PlanEnded,
            RunKind.Restore => AuditAction.RestoreEnded,
            RunKind.Prune => AuditAction.PruneEnded,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static AuditNote NoteOf(Run run, AuditAction action, IReadOnlyList<AuditValue> told) =>
        new(run.TenantId, run.RequestedBy, action, SubjectOf(run), told, run.Id);

    public static AuditSubject SubjectOf(Run run) =>
        run switch
        {
            { Kind: RunKind.Verify, SnapshotId: { } snapshot } => AuditSubject.Snapshot(snapshot),
            { SchemaId: { } schema } => AuditSubject.Schema(schema),
            { Kind: RunKind.Sync } => new AuditSubject(
                AuditSubjectKind.Connection,
                run.ConnectionId
            ),
            _ => AuditSubject.Storage,
        };
}
