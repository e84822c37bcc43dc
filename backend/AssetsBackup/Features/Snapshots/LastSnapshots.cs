using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

internal static class LastSnapshots
{
    /// <summary>
    /// Saves that backups of these schemas were given up, deleted or came back, and with it which is now the newest of each that was not.
    /// </summary>
    public static async Task SaveWithLastSnapshotsAsync(
        this AppDatabase database,
        Guid tenantId,
        IEnumerable<Guid> schemaIds,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await database.SaveInTransactionAsync(tenantId, schemaIds, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>As <see cref="SaveWithLastSnapshotsAsync"/>, in the transaction that has begun.</summary>
    public static async Task SaveInTransactionAsync(
        this AppDatabase database,
        Guid tenantId,
        IEnumerable<Guid> schemaIds,
        CancellationToken cancellationToken
    )
    {
        await database.SaveChangesAsync(cancellationToken);
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
