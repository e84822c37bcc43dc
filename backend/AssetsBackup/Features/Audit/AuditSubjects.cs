using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>What the things are called that notes name by their id: what is deleted later is named still.</summary>
internal static class AuditSubjects
{
    public static async Task<string> NameAsync(
        AppDatabase database,
        AuditNote note,
        CancellationToken cancellationToken
    ) => note.Subject.Name ?? await FindAsync(database, note, cancellationToken) ?? "unknown";

    private static async Task<string?> FindAsync(
        AppDatabase database,
        AuditNote note,
        CancellationToken cancellationToken
    )
    {
        var (tenantId, id) = (note.TenantId, note.Subject.Id);
        return note.Subject.Kind switch
        {
            AuditSubjectKind.Schema => await database
                .Schemas.Where(row => row.TenantId == tenantId && row.Id == id)
                .Select(row => row.Name)
                .SingleOrDefaultAsync(cancellationToken),
            // One that is being deleted, too.
            AuditSubjectKind.Snapshot => await database
                .Snapshots.IgnoreQueryFilters()
                .Where(row => row.TenantId == tenantId && row.Id == id)
                .Join(
                    database.Schemas.Where(row => row.TenantId == tenantId),
                    row => row.SchemaId,
                    schema => schema.Id,
                    (row, schema) => $"{schema.Name}, backup {Words.ShortId(row.Id)}"
                )
                .SingleOrDefaultAsync(cancellationToken),
            AuditSubjectKind.Connection or AuditSubjectKind.Target => await database
                .Connections.Where(row => row.TenantId == tenantId && row.Id == id)
                .Select(row => row.Name)
                .SingleOrDefaultAsync(cancellationToken),
            AuditSubjectKind.Storage => (
                await database.FindCurrentStorageAsync(tenantId, cancellationToken)
            )?.Name,
            _ => null,
        };
    }
}
