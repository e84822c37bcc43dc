using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Notifications;

/// <summary>Tells channels how backups, restores and verifications ended.</summary>
internal sealed class NotificationOfRun(Notices notices) : IEndsWithRun
{
    public async Task SettleAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    )
    {
        if (EventOf(run.Kind, run.State) is not { } happened)
            return;
        var schema = await SchemaAsync(database, run, cancellationToken);
        await notices.AddAsync(
            database,
            new Notice(
                run.TenantId,
                happened,
                $"run {run.Id:N}",
                new NotificationContent(
                    TitleOf(happened, schema),
                    run.ErrorMessage ?? run.Result ?? "",
                    await Notices.SiteAsync(
                        database,
                        run.TenantId,
                        run.ConnectionId,
                        cancellationToken
                    )
                )
                {
                    Schema = schema,
                    RunId = run.Id,
                    State = run.State.ToString().ToLowerInvariant(),
                },
                run.Kind == RunKind.Restore ? $"/restores/{run.Id}" : $"/activity/{run.Id}"
            ),
            cancellationToken
        );
    }

    private static NotificationEvent? EventOf(RunKind kind, RunState state) =>
        (kind, state) switch
        {
            (RunKind.Backup, RunState.Succeeded) => NotificationEvent.BackupComplete,
            (RunKind.Backup, RunState.Partial) => NotificationEvent.BackupPartial,
            (RunKind.Backup, RunState.Failed) => NotificationEvent.BackupFailed,
            (RunKind.Backup, RunState.Stopped) => NotificationEvent.BackupStopped,
            (RunKind.Restore, RunState.Succeeded) => NotificationEvent.RestoreComplete,
            (RunKind.Restore, RunState.Partial) => NotificationEvent.RestorePartial,
            (RunKind.Restore, RunState.Failed) => NotificationEvent.RestoreFailed,
            (RunKind.Verify, RunState.Failed) => NotificationEvent.VerificationFailed,
            _ => null,
        };

    private static string TitleOf(NotificationEvent happened, NotifiedSchema? schema) =>
        schema is null ? happened.InWords() : $"{happened.InWords()}: {schema.Name} ({schema.Key})";

    private static Task<NotifiedSchema?> SchemaAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    ) =>
        database
            .Schemas.Where(schema => schema.TenantId == run.TenantId && schema.Id == run.SchemaId)
            .Select(schema => new NotifiedSchema(schema.Id, schema.Key, schema.Name))
            .SingleOrDefaultAsync(cancellationToken);
}
