using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

internal static class LastSnapshots
{
    /// <summary>Has schemas name the newest of their backups that was not given up, once one was or came back.</summary>
    public static async Task RenewLastSnapshotsAsync(
        this AppDatabase database,
        Guid tenantId,
        IEnumerable<Guid> schemaIds,
        CancellationToken cancellationToken
    )
    {
        var ids = schemaIds.Distinct().ToList();
        var renewed = await database
            .Schemas.Where(schema => schema.TenantId == tenantId && ids.Contains(schema.Id))
            .Select(schema => new
            {
                Schema = schema,
                Last = database
                    .Snapshots.Where(row =>
                        row.TenantId == tenantId
                        && row.SchemaId == schema.Id
                        && row.GivenUpAt == null
                    )
                    .OrderByDescending(row => row.TakenAt)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        foreach (var one in renewed)
            (one.Schema.LastSnapshotId, one.Schema.LastSnapshotAt) = (
                one.Last?.Id,
                one.Last?.TakenAt
            );
        await database.SaveChangesAsync(cancellationToken);
    }
}
