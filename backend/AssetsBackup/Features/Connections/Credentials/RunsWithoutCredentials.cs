using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Runs that wait for new credentials of their connection.</summary>
internal static class RunsWithoutCredentials
{
    /// <summary>Lets them go on from their checkpoints; the caller saves it together with the new token.</summary>
    public static async Task WakeAsync(
        AppDatabase database,
        Connection renewed,
        CancellationToken cancellationToken
    )
    {
        var waiting = await database
            .Runs.Where(run =>
                run.TenantId == renewed.TenantId
                && run.ConnectionId == renewed.Id
                && run.State == RunState.Paused
                && RunCalls.WaitForCredentials.Contains(run.ErrorCode)
            )
            .ToListAsync(cancellationToken);
        foreach (var run in waiting)
            run.GoOn();
    }
}
