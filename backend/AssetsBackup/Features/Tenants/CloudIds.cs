using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Tenants;

/// <summary>The cloud id by which an installed tenant is known to others: what leads to it from a target's address.</summary>
internal sealed class CloudIds(TimeProvider clock)
{
    /// <summary>Notes a proved cloud id where an installed tenant has none yet; the caller saves.</summary>
    public async Task LearnAsync(
        AppDatabase database,
        Guid tenantId,
        string cloudId,
        CancellationToken cancellationToken
    )
    {
        var kinds = await database
            .Identities.Where(identity => identity.TenantId == tenantId)
            .Select(identity => identity.Kind)
            .ToListAsync(cancellationToken);
        // A site that an operator added may be joined with its install later: the id is left for that one.
        if (kinds.Contains(IdentityKind.CloudId) || !kinds.Contains(IdentityKind.ConnectClientKey))
            return;
        var isTaken = await database.Identities.AnyAsync(
            identity => identity.Kind == IdentityKind.CloudId && identity.Value == cloudId,
            cancellationToken
        );
        if (!isTaken)
            database.Identities.Add(
                new Identity
                {
                    TenantId = tenantId,
                    Kind = IdentityKind.CloudId,
                    Value = cloudId,
                    Since = clock.GetUtcNow(),
                }
            );
    }
}
