using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Alarms;

/// <summary>
/// Raises an alarm, to be saved with what shows its cause, so that retention never sees one without the other. It is audited, and
/// channels that want it are told.
/// </summary>
internal sealed class RaiseAlarm(Notices notices)
{
    /// <param name="database">The unit of work; the caller saves.</param>
    /// <param name="alarm">What happened.</param>
    /// <param name="schema">Where.</param>
    /// <param name="runId">The run that found it; null where none did.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task RunAsync(
        AppDatabase database,
        Alarm alarm,
        Schema schema,
        Guid? runId,
        CancellationToken cancellationToken
    )
    {
        database.Alarms.Add(alarm);
        database.Audit(
            new AuditNote(
                alarm.TenantId,
                Run.BySchedule,
                AuditAction.AlarmRaised,
                AuditSubject.Schema(alarm.SchemaId),
                [
                    new AuditValue("Objects", $"{alarm.Before:N0}", $"{alarm.Now:N0}"),
                    AuditValue.Of("Last backup that has them", Words.ShortId(alarm.BeforeId)),
                ],
                runId
            )
        );
        await notices.AddAsync(
            database,
            new Notice(
                alarm.TenantId,
                NotificationEvent.AlarmRaised,
                $"alarm {alarm.Id:N}",
                new NotificationContent(
                    $"{NotificationEvent.AlarmRaised.InWords()}: {schema.Name} ({schema.Key})",
                    $"{alarm.InWords()}. No backup of this schema expires until somebody has acknowledged that.",
                    await Notices.SiteAsync(
                        database,
                        alarm.TenantId,
                        schema.ConnectionId,
                        cancellationToken
                    )
                )
                {
                    Schema = new NotifiedSchema(schema.Id, schema.Key, schema.Name),
                    RunId = runId,
                },
                $"/schemas/{schema.Id}"
            ),
            cancellationToken
        );
    }
}
