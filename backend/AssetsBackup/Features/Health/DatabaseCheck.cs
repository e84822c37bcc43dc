using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AssetsBackup.Features.Health;

/// <summary>The app database answers, has this version's tables, and its time is ours.</summary>
internal sealed class DatabaseCheck(
    IDbContextFactory<AppDatabase> databases,
    DatabaseTime time,
    TimeProvider clock
) : IHealthCheck
{
    public const string Name = "database";

    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var missing = (
            await database.Database.GetPendingMigrationsAsync(cancellationToken)
        ).Count();
        if (missing > 0)
            return Finding.Unhealthy(
                "database-not-migrated",
                "The app's database is of an earlier version. Start a node of this version: it brings the database up to date.",
                missing
            );
        var before = clock.GetUtcNow();
        var theirs = await time.NowAsync(database, cancellationToken);
        var after = clock.GetUtcNow();
        return theirs < before - MostSkew || theirs > after + MostSkew
            ? Finding.Unhealthy(
                "clock-skew",
                "The clock of this machine and that of the app's database are more than a second apart. Let both follow a time server."
            )
            : HealthCheckResult.Healthy();
    }
}
