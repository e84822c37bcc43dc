using System.Linq.Expressions;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

internal static class PlanViews
{
    /// <summary>Newest first, with the destination's name.</summary>
    public static async Task<IReadOnlyList<PlanView>> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        Expression<Func<Plan, bool>> which,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Plans.AsNoTracking()
            .Where(plan => plan.TenantId == tenantId)
            .Where(which)
            .OrderByDescending(plan => plan.CreatedAt)
            .Join(
                database.Connections,
                plan => plan.DestinationId,
                site => site.Id,
                (plan, site) =>
                    new
                    {
                        plan,
                        site.Name,
                        site.SiteUrl,
                    }
            )
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => PlanView.Of(row.plan, row.Name, row.SiteUrl))];
    }
}
