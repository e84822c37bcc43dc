using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>
/// The last row of the audit log when a backup was stored. The backup's record keeps it: whoever writes a log anew, even with the
/// key, does not change what the storage holds.
/// </summary>
/// <param name="Mac">Of the row, in hex.</param>
internal sealed record AuditAnchor(long Seq, string Mac)
{
    /// <returns>Null where nothing was told yet.</returns>
    public static async Task<AuditAnchor?> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        CancellationToken cancellationToken
    ) =>
        await database
            .AuditHeads.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TenantId == tenantId, cancellationToken)
            is { Seq: > 0 } head
            ? new AuditAnchor(head.Seq, Convert.ToHexStringLower(head.Mac))
            : null;
}
