using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Alarms;

internal static class OpenAlarms
{
    /// <summary>Says that the caller knows of it; the caller saves.</summary>
    public static void Acknowledge(
        this AppDatabase database,
        Alarm alarm,
        Caller caller,
        DateTimeOffset at
    )
    {
        alarm.Acknowledge(caller.AccountId, at);
        database.Audit(
            caller,
            AuditAction.AlarmAcknowledged,
            AuditSubject.Schema(alarm.SchemaId),
            new AuditValue("Objects", $"{alarm.Before:N0}", $"{alarm.Now:N0}")
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
