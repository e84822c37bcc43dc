using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Schemas;

internal static class SyncRuns
{
    public static IQueryable<Run> SyncsOf(this IQueryable<Run> runs, Connection connection) =>
        runs.Where(run =>
            run.TenantId == connection.TenantId
            && run.ConnectionId == connection.Id
            && run.Kind == RunKind.Sync
        );
}
