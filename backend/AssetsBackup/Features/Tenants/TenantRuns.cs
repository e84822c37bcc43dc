using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Tenants;

/// <summary>What becomes of a tenant's runs when the tenant goes.</summary>
internal sealed class TenantRuns(AppDatabase database, RunEnds ends)
{
    /// <summary>Asks every run that has not ended to stop; the caller saves.</summary>
    public async Task StopAllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var active = await database
            .Runs.Where(run => run.TenantId == tenantId && RunStates.Active.Contains(run.State))
            .ToListAsync(cancellationToken);
        foreach (var run in active)
            await ends.StopAsync(database, run, cancellationToken);
    }
}
