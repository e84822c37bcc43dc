using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>A restore into another site is told in that site's log too, where the site is a customer of this server.</summary>
internal static class RestoredElsewhere
{
    /// <summary>A customer whose key cannot be read is told nothing: it must not keep another's restore from its beginning or its end.</summary>
    /// <param name="database">The unit of work; the caller saves.</param>
    /// <param name="chain">Knows whose log can be written.</param>
    /// <param name="run">The restore; its ids mean nothing there.</param>
    /// <param name="action">What it did.</param>
    /// <param name="told">What came of it.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public static async Task TellAsync(
        AppDatabase database,
        AuditChain chain,
        Run run,
        AuditAction action,
        IReadOnlyList<AuditValue> told,
        CancellationToken cancellationToken
    )
    {
        var destination = await database
            .Connections.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.TenantId == run.TenantId && row.Id == run.ConnectionId,
                cancellationToken
            );
        if (destination is null)
            return;
        var others = await CustomersOfAsync(database, destination, cancellationToken);
        if (others.Count == 0)
            return;
        var plan = await database
            .Plans.AsNoTracking()
            .SingleAsync(
                row => row.TenantId == run.TenantId && row.Id == run.PlanId,
                cancellationToken
            );
        var from = await database
            .Connections.Where(row =>
                row.TenantId == run.TenantId
                && row.Role == ConnectionRole.Current
                && row.DeletedAt == null
            )
            .Select(row => row.SiteUrl)
            .SingleOrDefaultAsync(cancellationToken);
        foreach (var other in others)
        {
            if (!await chain.HasKeyAsync(other, cancellationToken))
                continue;
            database.Audit(
                new AuditNote(
                    other,
                    run.RequestedBy,
                    action,
                    new AuditSubject(
                        AuditSubjectKind.Schema,
                        Name: $"{plan.SchemaName} ({plan.SchemaKey})"
                    ),
                    [AuditValue.Of("Restored from", from), .. told]
                )
            );
        }
    }

    /// <summary>Told by the site's own install, or by the credentials that its customer proved.</summary>
    private static Task<List<Guid>> CustomersOfAsync(
        AppDatabase database,
        Connection destination,
        CancellationToken cancellationToken
    ) =>
        database
            .Tenants.Where(tenant =>
                tenant.Id != destination.TenantId
                && tenant.State != TenantState.Uninstalled
                && (
                    database.Identities.Any(identity =>
                        identity.TenantId == tenant.Id
                        && identity.Kind == IdentityKind.CloudId
                        && identity.Value == destination.CloudId
                    )
                    || database.Connections.Any(connection =>
                        connection.TenantId == tenant.Id
                        && connection.Role == ConnectionRole.Current
                        && connection.DeletedAt == null
                        && connection.CloudId == destination.CloudId
                    )
                )
            )
            .Select(tenant => tenant.Id)
            .ToListAsync(cancellationToken);
}
