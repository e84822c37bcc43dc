using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Alarms;

internal static class OpenAlarms
{
    /// <summary>
    /// Raises an alarm, to be saved with what shows its cause, so that retention never sees one without the other. Every alarm begins
    /// here: whoever has to be notified is notified from here.
    /// </summary>
    public static void Raise(this AppDatabase database, Alarm alarm, Guid runId)
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
    }

    /// <summary>Whether nothing of a schema may expire.</summary>
    public static Task<bool> IsHeldAsync(
        this AppDatabase database,
        Guid tenantId,
        Guid schemaId,
        CancellationToken cancellationToken
    ) =>
        database.Alarms.AnyAsync(
            alarm =>
                alarm.TenantId == tenantId
                && alarm.SchemaId == schemaId
                && alarm.AcknowledgedAt == null,
            cancellationToken
        );

    /// <summary>The open alarms of a tenant by schema, the newest first.</summary>
    public static async Task<ILookup<Guid, AlarmView>> OpenAlarmsAsync(
        this AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    ) =>
        (
            await database
                .Alarms.AsNoTracking()
                .Where(alarm => alarm.TenantId == tenantId && alarm.AcknowledgedAt == null)
                .OrderByDescending(alarm => alarm.RaisedAt)
                .ToListAsync(cancellationToken)
        ).ToLookup(alarm => alarm.SchemaId, AlarmView.Of);
}
