using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>A restore beside the original makes a schema of the site: the grid of schemas is to show it.</summary>
internal sealed class SyncAfterRestore(RunQueue queue) : IEndsWithRun
{
    public async Task SettleAsync(
        AppDatabase database,
        Run run,
        CancellationToken cancellationToken
    )
    {
        if (run.Kind != RunKind.Restore || !run.State.IsGood())
            return;
        queue.Add(
            database,
            new NewRun(run.TenantId, run.ConnectionId, RunKind.Sync, run.RequestedBy)
        );
    }
}
