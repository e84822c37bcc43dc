using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>No backup that a schedule asks for is overdue.</summary>
internal sealed class OverdueCheck(IDbContextFactory<AppDatabase> databases, OverdueBackups overdue)
    : IHealthCheck
{
    public const string Name = "backups";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var count = await overdue.In(database).CountAsync(cancellationToken);
        return count == 0
            ? HealthCheckResult.Healthy()
            : Finding.Unhealthy(
                "backups-overdue",
                $"Schemas have had no backup for more than {Words.Duration(overdue.Allowed)} after their schedule was due. Their customers see why in the app; the log of this server may say more.",
                count
            );
    }
}
