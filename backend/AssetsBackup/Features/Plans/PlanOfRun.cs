using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

/// <summary>Settles the plan whose run has ended.</summary>
internal sealed class PlanOfRun : IEndsWithRun
{
    public async Task SettleAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    )
    {
        if (run.PlanId is null)
            return;
        var plan = await database.Plans.SingleOrDefaultAsync(
            row => row.TenantId == run.TenantId && row.Id == run.PlanId,
            cancellationToken
        );
        plan?.SettleAfter(run);
    }
}
