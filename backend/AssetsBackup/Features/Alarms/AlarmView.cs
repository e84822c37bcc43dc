namespace AssetsBackup.Features.Alarms;

/// <summary>An alarm as screens and terminal show it. Times are UTC.</summary>
/// <param name="ShortId">The first eight digits of the id: what the terminal calls it.</param>
/// <param name="SnapshotId">The backup that shows it; null where there is none.</param>
/// <param name="BeforeId">The last backup that has what was deleted.</param>
/// <param name="BeforeAt">When that one was made.</param>
/// <param name="Before">Its objects.</param>
/// <param name="Now">The objects that are left.</param>
/// <param name="Types">The object types that lost most, ten at most; empty where that is not known.</param>
/// <param name="AcknowledgedAt">Null while it holds the schema's backups.</param>
/// <param name="AcknowledgedBy">The Atlassian account, or "operator".</param>
public sealed record AlarmView(
    Guid Id,
    string ShortId,
    Guid SchemaId,
    AlarmKind Kind,
    DateTimeOffset RaisedAt,
    Guid? SnapshotId,
    Guid BeforeId,
    DateTimeOffset BeforeAt,
    int Before,
    int Now,
    IReadOnlyList<LostType> Types,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy
)
{
    internal static AlarmView Of(Alarm alarm) =>
        new(
            alarm.Id,
            Words.ShortId(alarm.Id),
            alarm.SchemaId,
            alarm.Kind,
            alarm.RaisedAt,
            alarm.SnapshotId,
            alarm.BeforeId,
            alarm.BeforeAt,
            alarm.Before,
            alarm.Now,
            alarm.LostTypes,
            alarm.AcknowledgedAt,
            alarm.AcknowledgedBy
        );
}
