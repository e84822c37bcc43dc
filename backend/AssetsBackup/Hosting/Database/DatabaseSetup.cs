using AssetsBackup.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

internal static class DatabaseSetup
{
    public static IServiceCollection AddAppDatabase(this IServiceCollection services) =>
        services
            .AddSingleton<AuditChain>()
            .AddScoped<AuditVerification>()
            .AddSingleton<DatabasePlace>()
            .AddSingleton<DatabaseTime>()
            .AddDbContextFactory<AppDatabase>(
                (root, options) =>
                    options.UseSqlite(root.GetRequiredService<DatabasePlace>().ConnectionString)
            )
            .AddDbContextFactory<PostgresDatabase>(
                (root, options) =>
                    PostgresDatabase.Configure(
                        options,
                        root.GetRequiredService<DatabasePlace>().ConnectionString
                    )
            )
            .AddSingleton<IDbContextFactory<AppDatabase>, AppDatabases>()
            .AddScoped(root =>
                root.GetRequiredService<IDbContextFactory<AppDatabase>>().CreateDbContext()
            );

    /// <summary>Brings the database to this version; of several nodes one does, and the others wait for it.</summary>
    public static async Task MigrateAsync(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var databases = services.GetRequiredService<IDbContextFactory<AppDatabase>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        // Readers go on beside a writer.
        if (database.Database.IsSqlite())
            await database.Database.ExecuteSqlRawAsync(
                "PRAGMA journal_mode = WAL",
                cancellationToken
            );
    }
}
