using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Audit;

/// <summary>A line for the audit log, before it is numbered.</summary>
/// <param name="TenantId">Whose log.</param>
/// <param name="By">The Atlassian account, "operator" from the command line, or "schedule".</param>
/// <param name="Values">Those that did not change are left out.</param>
internal sealed record AuditNote(
    Guid TenantId,
    string By,
    AuditAction Action,
    AuditSubject Subject,
    IReadOnlyList<AuditValue> Values,
    Guid? RunId = null
);

/// <param name="Name">What it is called; null to have it looked up by its id, of storage the current one.</param>
internal sealed record AuditSubject(AuditSubjectKind Kind, Guid? Id = null, string? Name = null)
{
    public static AuditSubject Schema(Guid id) => new(AuditSubjectKind.Schema, id);

    public static AuditSubject Snapshot(Guid id) => new(AuditSubjectKind.Snapshot, id);

    public static AuditSubject Storage { get; } = new(AuditSubjectKind.Storage);
}

/// <summary>Something before and after, in words for people; never a secret.</summary>
/// <param name="Name">What it is, such as E-mail.</param>
/// <param name="Old">Null where there was none.</param>
/// <param name="New">Null where there is none any more.</param>
public sealed record AuditValue(string Name, string? Old, string? New)
{
    internal static AuditValue Of(string name, string? value) => new(name, null, value);
}

internal static class AuditNotes
{
    /// <summary>Tells what the caller does; it is saved together with it.</summary>
    public static void Audit(
        this AppDatabase database,
        Caller caller,
        AuditAction action,
        AuditSubject subject,
        params IEnumerable<AuditValue> values
    ) =>
        database.Audit(
            new AuditNote(caller.TenantId, caller.AccountId, action, subject, [.. values])
        );
}
